package jp.totsugo.cli;

import jp.totsugo.job.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program {@code totsugo}. */
@Command(
    name = "totsugo",
    description =
        "Finds wrong My Numbers, missing card data and malformed numbers in insurers' uploads.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Versions.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {RunCommand.class})
public final class Main {
  static final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"totsugo " + Version.TOTSUGO};
    }
  }

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println("totsugo: " + failure);
              return ExitCode.FAILED;
            });
  }
}
