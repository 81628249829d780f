package jp.totsugo.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.plan.UploadPlan;

/**
 * Tells before the work whether a disk has room for it: for work files and outputs together, as
 * measured on uploads with usual shares of errors (runbooks/unattended.md), and once more a
 * quarter. What compressed uploads unfold to is on the disk already, and known. Results of the run
 * before tell better what outputs take, where there are any.
 */
final class SpaceCheck {
  /** Work files for each byte of uploads, in percent. */
  static final int WORK_OF_UPLOADS = 55;

  /** Work files for each byte of the register, in percent. */
  static final int WORK_OF_REGISTER = 35;

  /** Outputs for each byte of uploads, in percent. */
  static final int OUTPUTS_OF_UPLOADS = 12;

  private static final long LEAST = 64L << 20;

  private SpaceCheck() {}

  /**
   * How many bytes a run is likely to need.
   *
   * @param previousOutputs bytes of the results of the run before, 0 if there are none
   */
  static long needed(UploadPlan plan, long previousOutputs) {
    long uploads = bytes(plan.files());
    long work =
        percent(uploads, WORK_OF_UPLOADS)
            + percent(bytes(plan.registerFiles()), WORK_OF_REGISTER)
            // Two keys a record, as uploads have.
            + percent(bytes(plan.earlierFiles()), WORK_OF_UPLOADS);
    long outputs = Math.max(previousOutputs, percent(uploads, OUTPUTS_OF_UPLOADS));
    return LEAST + percent(work + outputs, 125);
  }

  private static long percent(long bytes, int percent) {
    return bytes / 100 * percent;
  }

  private static long bytes(List<UploadFile> files) {
    return files.stream().mapToLong(UploadFile::bytes).sum();
  }

  /** Refuses a disk with less room than that. */
  static void refuse(UploadPlan plan, long previousOutputs, Path folder)
      throws NotEnoughSpaceException, IOException {
    long needed = needed(plan, previousOutputs);
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < needed) {
      throw new NotEnoughSpaceException(needed, free);
    }
  }
}
