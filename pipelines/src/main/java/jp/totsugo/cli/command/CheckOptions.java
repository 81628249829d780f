package jp.totsugo.cli.command;

import com.google.common.primitives.Longs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.job.RunOptions;
import jp.totsugo.number.register.RegisterFit;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.storage.PathText;
import jp.totsugo.storage.ShownName;
import jp.totsugo.upload.layout.InvalidLayoutException;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.layout.Layouts;
import jp.totsugo.words.Language;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that decide how uploads are checked, the same for every command that does so. */
final class CheckOptions {
  private static final String SLICE_BYTES = "--sliceBytes=";

  @Option(
      names = "--register",
      paramLabel = "PATH",
      description =
          "Extract of the residents' register: a file, folder or glob. Shows numbers that are"
              + " another person's.")
  String register;

  @Option(
      names = "--register-share",
      defaultValue = "" + RegisterFit.USUAL_SHARE,
      paramLabel = "PERCENT",
      description =
          "What the register must hold of the different valid numbers in the uploads, if these have"
              + " at least 1,000; with less it is another register, and the run ends before"
              + " anything is called wrong. 0 takes any (default: ${DEFAULT-VALUE}).")
  int registerShare;

  @Option(
      names = "--as-of",
      paramLabel = "YYYY-MM-DD",
      description = "The day of the check: ages and \"future\" go by it (default: today).")
  LocalDate asOf;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "Rule settings (YAML); see runbooks/rules.md.")
  Path rules;

  @Option(
      names = "--layout",
      defaultValue = Layout.STANDARD,
      paramLabel = "NAME|FILE",
      description =
          "What the uploads look like: ${DEFAULT-VALUE} (the default) or a YAML file; see"
              + " runbooks/new-layout.md.")
  String layout;

  @Option(
      names = "--layouts",
      paramLabel = "FILE",
      description =
          "Which layout for which file names (YAML), the first that matches; other files are read"
              + " by --layout. See runbooks/new-layout.md.")
  Path layouts;

  @Option(
      names = "--lang",
      defaultValue = "ja",
      paramLabel = "LANG",
      description = "Language of messages: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  Language language;

  @Option(
      names = "--runner",
      paramLabel = "RUNNER",
      description =
          "The engine: flink (embedded, fast), direct (slow, with Beam's own checks), or inProcess"
              + " (no engine, one thread, keeps the keys of all records in memory). Default: flink;"
              + " for check of a file up to 500 MB without a register inProcess. The outputs are"
              + " the same.")
  RunOptions.Runner runner;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "How many slices are checked at once (default: the cores).")
  Integer parallelism;

  /**
   * @param usualRunner the engine if none is asked for
   * @param beam what goes to Beam
   */
  RunOptions toRunOptions(
      CommandSpec spec,
      List<String> uploads,
      Path out,
      boolean sha256,
      RunOptions.Runner usualRunner,
      List<String> beam) {
    int slices = parallelism == null ? Runtime.getRuntime().availableProcessors() : parallelism;
    if (slices < 1 || slices > 128) {
      throw new ParameterException(spec.commandLine(), "--parallelism: from 1 to 128");
    }
    if (registerShare < 0 || registerShare > 100) {
      throw new ParameterException(spec.commandLine(), "--register-share: from 0 to 100");
    }
    LocalDate day = day();
    List<String> beamArguments = new ArrayList<>(beam);
    long sliceBytes = takeSliceBytes(spec, beamArguments);
    refuseUnknown(spec, beamArguments);
    RunOptions options =
        new RunOptions(
                uploads,
                out,
                day,
                settings(spec, rules, day),
                rules,
                language,
                runner == null ? usualRunner : runner,
                slices,
                sliceBytes,
                sha256,
                beamArguments)
            .withLayouts(layouts(spec, layouts, layout))
            .withRegisterShare(registerShare);
    return register == null ? options : options.withRegister(register);
  }

  /** The day of the check. It stays the same when midnight passes. */
  LocalDate day() {
    if (asOf == null) {
      asOf = today();
    }
    return asOf;
  }

  /** Behind {@code --}, and for tests of the slicing only: the outputs do not depend on it. */
  private static long takeSliceBytes(CommandSpec spec, List<String> beamArguments) {
    for (String argument : beamArguments) {
      if (argument.startsWith(SLICE_BYTES)) {
        beamArguments.remove(argument);
        Long bytes = Longs.tryParse(argument.substring(SLICE_BYTES.length()));
        if (bytes == null || bytes < 1 || bytes > RunOptions.LARGEST_SLICE_BYTES) {
          throw new ParameterException(
              spec.commandLine(),
              SLICE_BYTES + "N: N is from 1 to " + RunOptions.LARGEST_SLICE_BYTES);
        }
        return bytes;
      }
    }
    return RunOptions.SLICE_BYTES;
  }

  private static void refuseUnknown(CommandSpec spec, List<String> beamArguments) {
    if (!beamArguments.isEmpty()) {
      try {
        PipelineOptionsFactory.fromArgs(beamArguments.toArray(String[]::new)).create();
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), "Beam's options: " + e.getMessage(), e);
      }
    }
  }

  /**
   * A layout.
   *
   * @param nameOrFile of a built-in one, or a file
   */
  static Layout layout(CommandSpec spec, String nameOrFile) {
    if (nameOrFile.equals(Layout.STANDARD)) {
      return Layout.standard();
    }
    Path file = PathText.path(nameOrFile);
    if (!Files.exists(file)) {
      throw new ParameterException(
          spec.commandLine(),
          "--layout "
              + nameOrFile
              + ": unknown; it is neither "
              + Layout.STANDARD
              + " nor a file that exists");
    }
    try {
      return Layout.read(file);
    } catch (InvalidLayoutException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(),
          ShownName.of(file) + ": cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  /**
   * The layouts of files.
   *
   * @param file which layout for which file names, or null
   * @param usual the layout of the others, as for {@link #layout}
   */
  static Layouts layouts(CommandSpec spec, Path file, String usual) {
    Layout others = layout(spec, usual);
    if (file == null) {
      return Layouts.of(others);
    }
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(
          spec.commandLine(), "--layouts " + ShownName.of(file) + ": no such file");
    }
    try {
      return Layouts.read(file, others);
    } catch (InvalidLayoutException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(),
          ShownName.of(file) + ": cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  static LocalDate today() {
    return LocalDate.now(ZoneId.systemDefault());
  }

  /**
   * The settings of a file.
   *
   * @param rules the file, or null for the defaults
   */
  static RuleSettings settings(CommandSpec spec, Path rules, LocalDate day) {
    if (rules == null) {
      return RuleSettingsFile.defaults(day);
    }
    try {
      return RuleSettingsFile.read(rules, day);
    } catch (RuleSettingsFile.InvalidSettingsException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(),
          ShownName.of(rules) + ": cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }
}
