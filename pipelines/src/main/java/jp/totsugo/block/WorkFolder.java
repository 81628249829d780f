package jp.totsugo.block;

import com.google.common.collect.Iterables;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.storage.PathText;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.plan.UploadPlan;

/**
 * The names of what a run keeps in its work folder, which every worker reaches under one path and
 * only its owner can read. All that workers write is in it, so that one which serves a run that has
 * ended finds no place to write.
 *
 * @param folder its absolute path as {@link PathText}
 * @param run the id of the run, which stands in the path too
 */
public record WorkFolder(String folder, String run) implements Serializable {
  private static final int MOST_FOLDERS_PROVEN = 100;

  /** Makes a new one, with the folders to which workers write. */
  public static WorkFolder create(Path folder, String run) throws IOException {
    Files.createDirectory(folder);
    WorkFolder work = new WorkFolder(PathText.text(folder), run);
    Files.createDirectory(work.blocks());
    Files.createDirectory(work.queues());
    Files.createDirectory(work.unfinished());
    return work;
  }

  public Path path() {
    return PathText.path(folder);
  }

  /** Leaves word which files are read, and how. */
  public void writePlan(UploadPlan plan) throws IOException {
    plan.write(plan(), run);
  }

  /**
   * Which files are read, and how. Every process that is new to the run proves at that, before it
   * does any work, that it sees what all must see.
   *
   * @throws BlindWorkerException if it does not, also if the run has ended
   * @throws IOException also if another run has taken its place
   */
  public UploadPlan readPlan() throws IOException {
    try {
      return UploadPlan.read(plan(), run, this::proveSight);
    } catch (NoSuchFileException | AccessDeniedException e) {
      throw BlindWorkerException.at(path(), e);
    }
  }

  /** A single file may have gone meanwhile; a folder of which no file is there is not seen. */
  private void proveSight(UploadPlan plan) throws IOException {
    Set<Path> seen = new HashSet<>();
    Map<Path, Path> unseen = new LinkedHashMap<>();
    for (UploadFile upload : Iterables.concat(plan.files(), plan.registerFiles())) {
      Path file = upload.file();
      Path of = file.getParent();
      if (seen.contains(of)) {
        continue;
      }
      if (!unseen.containsKey(of) && seen.size() + unseen.size() == MOST_FOLDERS_PROVEN) {
        break;
      }
      if (Files.isReadable(file)) {
        seen.add(of);
        unseen.remove(of);
      } else {
        unseen.putIfAbsent(of, file);
      }
    }
    for (Path file : unseen.values()) {
      throw BlindWorkerException.at(file, null);
    }
    try {
      Files.delete(Files.createFile(newUnfinished()));
    } catch (IOException e) {
      throw BlindWorkerException.writingIn(unfinished(), e);
    }
  }

  private Path plan() {
    return path().resolve("plan");
  }

  /** What {@link BlockWriter}s write. */
  public Path blocks() {
    return path().resolve("blocks");
  }

  private Path queues() {
    return path().resolve("queues");
  }

  /**
   * Where one attempt at the queue of an insurer writes it.
   *
   * @param number drawn by the attempt, so that no two write to the same folder, even if the engine
   *     believes one of them dead
   */
  public Path queue(int insurer, long number) {
    return queues()
        .resolve(InsurerNumber.text(insurer) + "-" + Long.toString(number, Character.MAX_RADIX));
  }

  /** Where workers keep what does not fit in memory, each under names of its own. */
  public Path unfinished() {
    return path().resolve("unfinished");
  }

  /** A new name for such a file. */
  public Path newUnfinished() {
    return unfinished().resolve(UUID.randomUUID().toString());
  }

  /**
   * The tally of the whole run, as one attempt has summed it up.
   *
   * @param number drawn by the attempt, which tells it through the engine
   */
  public Path tally(long number) {
    return path().resolve("tally-" + Long.toString(number, Character.MAX_RADIX));
  }
}
