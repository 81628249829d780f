package jp.totsugo.upload.plan;

import java.io.Serial;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.upload.file.RejectedFile;

/**
 * Whose records are in none of the files that are read, although they may have been sent.
 *
 * @param insurers that the names of rejected files tell
 * @param isAnyUnnamed whether there are others: files whose names tell no insurer, or may tell a
 *     day, and folders that cannot be listed
 */
public record RejectedUploads(Set<Integer> insurers, boolean isAnyUnnamed) implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  public static final RejectedUploads NONE = new RejectedUploads(Set.of(), false);

  public static RejectedUploads of(Collection<RejectedFile> files) {
    Set<Integer> insurers = new HashSet<>();
    boolean isAnyUnnamed = false;
    for (RejectedFile file : files) {
      String name = file.name().substring(file.name().lastIndexOf('/') + 1);
      int insurer = UploadName.insurer(name);
      if (insurer != InsurerNumber.UNKNOWN) {
        insurers.add(insurer);
      }
      isAnyUnnamed |=
          insurer == InsurerNumber.UNKNOWN
              || UploadName.mayBeDay(name)
              || !UploadName.isUpload(name);
    }
    return new RejectedUploads(insurers, isAnyUnnamed);
  }
}
