package jp.totsugo.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code totsugo layout}: layouts of uploads, proposed and tried. */
@Command(
    name = "layout",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {LayoutInferCommand.class, LayoutCheckCommand.class})
public final class LayoutCommand implements Callable<Integer> {
  @Mixin LanguageOption lang;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    throw new WrongUsage(spec, "usage.noCommand");
  }
}
