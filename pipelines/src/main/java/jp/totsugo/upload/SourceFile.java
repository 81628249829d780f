package jp.totsugo.upload;

import java.nio.file.Path;

/**
 * A file that the user gave, as it was when it was opened.
 *
 * @param packedChecksum CRC-32C of a file that was unpacked, as it was read then; null for one that
 *     is read as it is
 */
public record SourceFile(Path path, FileStamp stamp, Long packedChecksum) {
  public boolean isPacked() {
    return packedChecksum != null;
  }
}
