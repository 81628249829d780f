package jp.totsugo.history;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import jp.totsugo.block.FileCounts;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.plan.RejectedUploads;
import jp.totsugo.upload.plan.UploadPlan;

/**
 * What workers must know of the run before and of the inputs that they do not see.
 *
 * @param asOf of this run, YYYY-MM-DD
 * @param keptFrom as-of of the first run of which closed issues are kept; empty for all
 * @param register checksums of the register's files in the run before, sorted
 * @param packed checksums of the packed files of this run's register, which no slice tells
 * @param records of the run before, by insurer
 * @param rejected files that are not in the plan
 */
public record Before(
    String asOf,
    String keptFrom,
    List<Long> register,
    Map<Integer, Long> packed,
    Map<Integer, Long> records,
    RejectedUploads rejected)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  /** The folder of the issues of the run before, beside the work folders of all attempts. */
  public static final String KNOWN_ISSUES = "known-issues";

  /** Of a run that goes on from nothing. */
  public static Before none(String asOf, RejectedUploads rejected) {
    return new Before(asOf, "", List.of(), Map.of(), Map.of(), rejected);
  }

  /**
   * Whether the run before had another register.
   *
   * @param counts of this run's
   */
  public boolean isRegisterChanged(UploadPlan plan, Map<Integer, FileCounts> counts) {
    List<Long> now = new ArrayList<>();
    for (UploadFile file : plan.registerFiles()) {
      now.add(
          packed.containsKey(file.index())
              ? packed.get(file.index())
              : counts.get(file.index()).checksum(plan.slices(file)));
    }
    Collections.sort(now);
    return !now.equals(register);
  }

  /** Where the issues of the run before stand, the same for every attempt of a run. */
  public static Path knownIssues(WorkFolder work) {
    return work.path().resolveSibling(KNOWN_ISSUES);
  }

  private static Path path(WorkFolder work) {
    return work.path().resolve("before");
  }

  public void write(WorkFolder work) throws IOException {
    try (ObjectOutputStream out =
        new ObjectOutputStream(new BufferedOutputStream(Files.newOutputStream(path(work))))) {
      out.writeObject(this);
    }
  }

  public static Before read(WorkFolder work) throws IOException {
    try (ObjectInputStream in =
        new ObjectInputStream(new BufferedInputStream(Files.newInputStream(path(work))))) {
      return (Before) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
  }
}
