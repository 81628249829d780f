package jp.totsugo.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import jp.totsugo.storage.ShownName;
import picocli.CommandLine.Model.CommandSpec;

/** The path of the one upload that a command takes. */
final class UploadPath {
  private UploadPath() {}

  /** A path that is no file ends the command with exit code 2. */
  static void refuseUnlessFile(CommandSpec spec, Path file) {
    if (Files.isDirectory(file)) {
      throw new WrongUsage(spec, "usage.folder", ShownName.of(file), spec.name());
    }
    if (!Files.exists(file)) {
      throw new WrongUsage(spec, "usage.noSuchFile", ShownName.of(file));
    }
    if (!Files.isRegularFile(file)) {
      throw new WrongUsage(spec, "usage.noFile", ShownName.of(file));
    }
  }
}
