package jp.totsugo.upload.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/**
 * What the file system says of a file: as long as it says the same, so does the file.
 *
 * @param modified when its content was changed last, in nanoseconds
 * @param changed when anything of it was changed last, also its times; 0 where that is not known
 * @param key tells it from a file that was put in its place
 */
public record FileStamp(long bytes, long modified, long changed, int key) {
  public static FileStamp of(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new FileStamp(
        attributes.size(),
        nanos(attributes.lastModifiedTime()),
        file.getFileSystem().supportedFileAttributeViews().contains("unix")
            ? nanos((FileTime) Files.getAttribute(file, "unix:ctime"))
            : 0,
        attributes.fileKey() == null ? 0 : attributes.fileKey().hashCode());
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }
}
