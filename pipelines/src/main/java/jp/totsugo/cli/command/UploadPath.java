package jp.totsugo.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import jp.totsugo.storage.ShownName;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The path of the one upload that a command takes. */
final class UploadPath {
  private UploadPath() {}

  /** A path that is no file ends the command with exit code 2. */
  static void refuseUnlessFile(CommandSpec spec, Path file) {
    if (Files.isDirectory(file)) {
      throw new ParameterException(
          spec.commandLine(),
          ShownName.of(file)
              + ": is a folder; "
              + spec.name()
              + " takes one file, `totsugo run --uploads` takes folders");
    }
    if (!Files.exists(file)) {
      throw new ParameterException(spec.commandLine(), ShownName.of(file) + ": no such file");
    }
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(spec.commandLine(), ShownName.of(file) + ": is no regular file");
    }
  }
}
