package jp.totsugo.job;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import jp.totsugo.number.register.RegisterFit;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.layout.Layouts;
import jp.totsugo.words.Language;

/**
 * Everything that decides a run, parsed and valid.
 *
 * @param uploads files, folders or globs
 * @param layouts what the uploads look like
 * @param register file, folder or glob of the residents' register, or null
 * @param out the folder that will hold the outputs; does not exist yet, or is empty
 * @param runner the engine
 * @param parallelism slices that are checked at once
 * @param sliceBytes size of a slice; the outputs do not depend on it
 * @param sha256 whether the manifest has SHA-256 of the inputs too
 * @param rulesFile where the settings came from, or null
 * @param beamArguments what goes to Beam untouched
 * @param registerShare what a register must hold of the numbers in the uploads, in percent
 * @param past what is known from before
 */
public record RunOptions(
    List<String> uploads,
    Layouts layouts,
    String register,
    Path out,
    LocalDate asOf,
    RuleSettings settings,
    Path rulesFile,
    Language language,
    Runner runner,
    int parallelism,
    long sliceBytes,
    boolean sha256,
    List<String> beamArguments,
    int registerShare,
    Past past) {

  /**
   * What a run is given of what happened before it; each may be null.
   *
   * @param previous results of the run before
   * @param answers of insurers to issues of that run: a file, or a folder of such
   * @param insurers list of those who are expected to upload
   * @param earlier uploads of the run before: a file, folder or glob
   */
  public record Past(Path previous, Path answers, Path insurers, String earlier) {
    public static final Past NONE = new Past(null, null, null, null);

    /** Without uploads of the run before. */
    public Past(Path previous, Path answers, Path insurers) {
      this(previous, answers, insurers, null);
    }
  }

  public static final long SLICE_BYTES = 16L << 20;

  /** The options of a run on uploads in the standard layout, without a register. */
  public RunOptions(
      List<String> uploads,
      Path out,
      LocalDate asOf,
      RuleSettings settings,
      Path rulesFile,
      Language language,
      Runner runner,
      int parallelism,
      long sliceBytes,
      boolean sha256,
      List<String> beamArguments) {
    this(
        uploads,
        Layouts.of(Layout.standard()),
        null,
        out,
        asOf,
        settings,
        rulesFile,
        language,
        runner,
        parallelism,
        sliceBytes,
        sha256,
        beamArguments,
        RegisterFit.USUAL_SHARE,
        Past.NONE);
  }

  /** These options with other layouts of the uploads. */
  public RunOptions withLayouts(Layouts other) {
    return new RunOptions(
        uploads,
        other,
        register,
        out,
        asOf,
        settings,
        rulesFile,
        language,
        runner,
        parallelism,
        sliceBytes,
        sha256,
        beamArguments,
        registerShare,
        past);
  }

  /** These options with a register. */
  public RunOptions withRegister(String path) {
    return new RunOptions(
        uploads,
        layouts,
        path,
        out,
        asOf,
        settings.withRegister(),
        rulesFile,
        language,
        runner,
        parallelism,
        sliceBytes,
        sha256,
        beamArguments,
        registerShare,
        past);
  }

  /** These options with another share of numbers that a register must hold. */
  public RunOptions withRegisterShare(int percent) {
    return new RunOptions(
        uploads,
        layouts,
        register,
        out,
        asOf,
        settings,
        rulesFile,
        language,
        runner,
        parallelism,
        sliceBytes,
        sha256,
        beamArguments,
        percent,
        past);
  }

  /** These options with what is known from before. */
  public RunOptions withPast(Past other) {
    return new RunOptions(
        uploads,
        layouts,
        register,
        out,
        asOf,
        other.earlier() == null ? settings : settings.withEarlier(),
        rulesFile,
        language,
        runner,
        parallelism,
        sliceBytes,
        sha256,
        beamArguments,
        registerShare,
        other);
  }

  /** A register that is known to lack people may lack any. */
  RegisterFit registerFit() {
    return new RegisterFit(settings.isRegisterComplete() ? registerShare : 0);
  }

  /** A line in its slice is known by 25 bits. */
  public static final long LARGEST_SLICE_BYTES = 1L << 25;

  /** The engines that a run can use on one machine. */
  public enum Runner {
    /** None for small inputs, else embedded Flink. */
    auto,
    flink,
    direct,
    /** No engine at all: for one upload that fits in memory. */
    inProcess
  }
}
