package jp.totsugo.upload.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
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
    boolean isUnix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
    Map<String, Object> attributes =
        Files.readAttributes(
            file,
            isUnix ? "unix:size,lastModifiedTime,ctime,fileKey" : "size,lastModifiedTime,fileKey");
    return new FileStamp(
        (Long) attributes.get("size"),
        nanos(attributes.get("lastModifiedTime")),
        nanos(attributes.get("ctime")),
        Objects.hashCode(attributes.get("fileKey")));
  }

  private static long nanos(Object time) {
    return time == null ? 0 : ((FileTime) time).to(TimeUnit.NANOSECONDS);
  }
}
