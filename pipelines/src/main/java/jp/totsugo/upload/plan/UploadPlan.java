package jp.totsugo.upload.plan;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import jp.totsugo.upload.file.FileStamp;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UploadFile;

/**
 * The accepted files of a run in the order of their names, and how they are cut into slices.
 *
 * @param files the uploads
 * @param registerFiles the residents' register, behind them
 * @param earlierFiles the uploads of the run before, behind both
 */
public record UploadPlan(
    List<UploadFile> files,
    List<UploadFile> registerFiles,
    List<UploadFile> earlierFiles,
    long sliceBytes)
    implements Serializable {

  /** A plan of uploads alone. */
  public UploadPlan(List<UploadFile> files, long sliceBytes) {
    this(files, List.of(), sliceBytes);
  }

  /** A plan without uploads of the run before. */
  public UploadPlan(List<UploadFile> files, List<UploadFile> registerFiles, long sliceBytes) {
    this(files, registerFiles, List.of(), sliceBytes);
  }

  /** What the uploads are held against: the files of the register and the uploads before. */
  public List<UploadFile> referenceFiles() {
    List<UploadFile> references = new ArrayList<>(registerFiles);
    references.addAll(earlierFiles);
    return references;
  }

  /** How many files there are in all. */
  public int fileCount() {
    return files.size() + registerFiles.size() + earlierFiles.size();
  }

  /** Bytes of all files. */
  public long totalBytes() {
    return bytes(files) + bytes(registerFiles) + bytes(earlierFiles);
  }

  private static long bytes(List<UploadFile> files) {
    return files.stream().mapToLong(UploadFile::bytes).sum();
  }

  /** The file of this index. */
  public UploadFile file(int index) {
    if (isUpload(index)) {
      return files.get(index);
    }
    int behind = index - files.size();
    return isRegister(index)
        ? registerFiles.get(behind)
        : earlierFiles.get(behind - registerFiles.size());
  }

  /** The plan without some uploads; those behind them move up. */
  public UploadPlan without(Set<Integer> indices) {
    List<UploadFile> left = new ArrayList<>();
    for (UploadFile file : files) {
      if (!indices.contains(file.index())) {
        left.add(file.withIndex(left.size()));
      }
    }
    List<UploadFile> register = behind(left.size(), registerFiles);
    return new UploadPlan(
        List.copyOf(left),
        register,
        behind(left.size() + register.size(), earlierFiles),
        sliceBytes);
  }

  private static List<UploadFile> behind(int count, List<UploadFile> files) {
    List<UploadFile> moved = new ArrayList<>();
    for (UploadFile file : files) {
      moved.add(file.withIndex(count + moved.size()));
    }
    return List.copyOf(moved);
  }

  public boolean isUpload(int index) {
    return index < files.size();
  }

  public boolean isRegister(int index) {
    return !isUpload(index) && index < files.size() + registerFiles.size();
  }

  public boolean isEarlier(int index) {
    return index >= files.size() + registerFiles.size();
  }

  /** How many slices a file has. */
  public int sliceCount(UploadFile file) {
    return Math.toIntExact((file.bytes() + sliceBytes - 1) / sliceBytes);
  }

  /** The slices of a file; one also for a file without records. */
  public List<Slice> slices(UploadFile file) {
    List<Slice> slices = new ArrayList<>();
    for (long start = 0; start < file.bytes(); start += sliceBytes) {
      slices.add(
          new Slice(
              file.index(), slices.size(), start, Math.min(start + sliceBytes, file.bytes())));
    }
    return slices;
  }

  /** The slice that owns the record at {@link RecordReader#position} of a file. */
  public int sliceOf(int file, long position) {
    return file(file).form().sliceOf(position, sliceBytes);
  }

  /**
   * All slices of all files, in groups of about {@link #sliceBytes}, so that many small files are
   * few units of work.
   */
  public List<SliceGroup> sliceGroups() {
    List<SliceGroup> groups = new ArrayList<>(groups(files));
    groups.addAll(registerGroups());
    groups.addAll(groups(earlierFiles));
    return groups;
  }

  /** The slices of the register alone, in the same groups. */
  public List<SliceGroup> registerGroups() {
    return groups(registerFiles);
  }

  private List<SliceGroup> groups(List<UploadFile> files) {
    List<SliceGroup> groups = new ArrayList<>();
    Slice first = null;
    int count = 0;
    long bytes = 0;
    for (UploadFile file : files) {
      for (Slice slice : slices(file)) {
        if (bytes > 0 && bytes + slice.end() - slice.start() > sliceBytes) {
          groups.add(new SliceGroup(first.file(), first.number(), count, bytes));
          count = 0;
          bytes = 0;
        }
        first = count == 0 ? slice : first;
        count++;
        bytes += slice.end() - slice.start();
      }
    }
    if (count > 0) {
      groups.add(new SliceGroup(first.file(), first.number(), count, bytes));
    }
    return groups;
  }

  /** The slices of a group. */
  public Iterable<Slice> slices(SliceGroup group) {
    return () ->
        IntStream.iterate(group.file(), file -> file + 1)
            .boxed()
            .flatMap(file -> slices(file(file)).stream())
            .skip(group.slice())
            .limit(group.count())
            .iterator();
  }

  /**
   * Writes the plan where the workers find it.
   *
   * @param run the id of the run whose plan it is
   */
  public void write(Path path, String run) throws IOException {
    try (ObjectOutputStream out =
        new ObjectOutputStream(new BufferedOutputStream(Files.newOutputStream(path)))) {
      out.writeUTF(run);
      out.writeObject(
          new UploadPlan(
              new ArrayList<>(files),
              new ArrayList<>(registerFiles),
              new ArrayList<>(earlierFiles),
              sliceBytes));
    }
    LAST.set(new OnDisk(path, run, FileStamp.of(path), new WeakReference<>(this)));
  }

  /**
   * Reads a plan that {@link #write} wrote. All workers of a process share it.
   *
   * @param proof what a process must prove that does not know the plan yet
   * @throws IOException also if it is the plan of another run
   */
  public static UploadPlan read(Path path, String run, Proof proof) throws IOException {
    synchronized (LAST) {
      OnDisk last = LAST.get();
      UploadPlan known = last == null ? null : last.plan().get();
      FileStamp stamp = FileStamp.of(path);
      if (known != null
          && last.path().equals(path)
          && last.run().equals(run)
          && last.stamp().equals(stamp)) {
        return known;
      }
      UploadPlan plan = readAnew(path, run);
      proof.of(plan);
      LAST.set(new OnDisk(path, run, stamp, new WeakReference<>(plan)));
      return plan;
    }
  }

  /** Something that must hold before a plan is worked on. */
  @FunctionalInterface
  public interface Proof {
    void of(UploadPlan plan) throws IOException;
  }

  /** The plan that was written or read last: one of a million files is too large to have twice. */
  private static final AtomicReference<OnDisk> LAST = new AtomicReference<>();

  private record OnDisk(Path path, String run, FileStamp stamp, WeakReference<UploadPlan> plan) {}

  private static UploadPlan readAnew(Path path, String run) throws IOException {
    try (ObjectInputStream in =
        new ObjectInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
      if (!in.readUTF().equals(run)) {
        throw new IOException("the plan is that of another run");
      }
      return (UploadPlan) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
