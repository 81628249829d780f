package jp.totsugo.cli.command;

import jp.totsugo.words.Said;
import jp.totsugo.words.Saying;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What a command was given cannot be used; it ends with {@link ExitCode#USAGE}. */
public final class WrongUsage extends ParameterException implements Said {
  private static final long serialVersionUID = 1L;
  private final Saying saying;

  WrongUsage(CommandSpec spec, Saying saying, Exception cause) {
    super(spec.commandLine(), saying.toString(), cause);
    this.saying = saying;
  }

  WrongUsage(CommandSpec spec, String key, Object... values) {
    this(spec, Saying.of(key, values), null);
  }

  @Override
  public Saying saying() {
    return saying;
  }
}
