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
import jp.totsugo.words.Saying;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that decide how uploads are checked, the same for every command that does so. */
final class CheckOptions {
  private static final String SLICE_BYTES = "--sliceBytes=";

  @Option(names = "--register", paramLabel = "PATH")
  String register;

  @Option(
      names = "--register-share",
      defaultValue = "" + RegisterFit.USUAL_SHARE,
      paramLabel = "PERCENT")
  int registerShare;

  @Option(names = "--earlier", paramLabel = "PATH")
  String earlier;

  @Option(names = "--as-of", paramLabel = "YYYY-MM-DD")
  LocalDate asOf;

  @Option(names = "--rules", paramLabel = "FILE")
  Path rules;

  @Option(names = "--layout", defaultValue = Layout.STANDARD, paramLabel = "NAME|FILE")
  String layout;

  @Option(names = "--layouts", paramLabel = "FILE")
  Path layouts;

  @Mixin LanguageOption lang;

  @Option(names = "--runner", defaultValue = "auto", paramLabel = "RUNNER")
  RunOptions.Runner runner;

  @Option(names = "--parallelism", paramLabel = "N")
  Integer parallelism;

  /**
   * @param beam what goes to Beam
   */
  RunOptions toRunOptions(
      CommandSpec spec, List<String> uploads, Path out, boolean sha256, List<String> beam) {
    int slices = parallelism == null ? Runtime.getRuntime().availableProcessors() : parallelism;
    if (slices < 1 || slices > 128) {
      throw new WrongUsage(spec, "usage.range", "--parallelism", 1, 128);
    }
    if (registerShare < 0 || registerShare > 100) {
      throw new WrongUsage(spec, "usage.range", "--register-share", 0, 100);
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
                lang.language,
                runner,
                slices,
                sliceBytes,
                sha256,
                beamArguments)
            .withLayouts(layouts(spec, layouts, layout))
            .withRegisterShare(registerShare)
            .withPast(new RunOptions.Past(null, null, null, earlier));
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
          throw new WrongUsage(
              spec, "usage.range", SLICE_BYTES + "N", 1, RunOptions.LARGEST_SLICE_BYTES);
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
        throw new WrongUsage(spec, Saying.of("usage.beam", e.getMessage()), e);
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
      throw new WrongUsage(spec, "usage.noLayout", nameOrFile, Layout.STANDARD);
    }
    try {
      return Layout.read(file);
    } catch (InvalidLayoutException e) {
      throw new WrongUsage(spec, e.saying(), e);
    } catch (IOException e) {
      throw WrongUsage.unreadable(spec, file, e);
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
      throw new WrongUsage(spec, "usage.noSuchFileOf", "--layouts", ShownName.of(file));
    }
    try {
      return Layouts.read(file, others);
    } catch (InvalidLayoutException e) {
      throw new WrongUsage(spec, e.saying(), e);
    } catch (IOException e) {
      throw WrongUsage.unreadable(spec, file, e);
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
      throw new WrongUsage(spec, e.saying(), e);
    } catch (IOException e) {
      throw WrongUsage.unreadable(spec, rules, e);
    }
  }
}
