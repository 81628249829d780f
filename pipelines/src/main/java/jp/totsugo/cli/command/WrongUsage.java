package jp.totsugo.cli.command;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import jp.totsugo.job.Failures;
import jp.totsugo.storage.ShownName;
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

  /** A file that cannot be read. */
  static WrongUsage unreadable(CommandSpec spec, Path file, IOException failure) {
    Object why =
        failure instanceof FileSystemException known
            ? Failures.reason(known)
            : failure.getClass().getSimpleName();
    return new WrongUsage(spec, "usage.unreadable", ShownName.of(file), why);
  }

  @Override
  public Saying saying() {
    return saying;
  }
}
