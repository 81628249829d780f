package jp.totsugo.block;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import jp.totsugo.rule.Rule;
import jp.totsugo.upload.file.RejectedFile.Cause;

/**
 * What a part of a run has counted: by insurer, by file, and by rule on the way to the queues.
 * Tallies of parts add up to the tally of the whole, in any order.
 */
public final class Tally {
  private final TreeMap<Integer, InsurerCounts> insurers = new TreeMap<>();
  private final TreeMap<Integer, FileCounts> files = new TreeMap<>();
  private final TreeMap<Integer, FileCounts> referenceFiles = new TreeMap<>();
  private final long[] funnel = new long[Funnel.values().length];
  private final long[] steps = new long[Step.values().length];
  private final Ledger ledger = new Ledger();
  private final TreeMap<Integer, LifeCounts> lives = new TreeMap<>();
  private final TreeMap<Integer, List<StoredBlock>> presence = new TreeMap<>();
  private final TreeMap<Integer, List<StoredBlock>> issues = new TreeMap<>();
  private final TreeMap<Integer, List<StoredBlock>> unreadable = new TreeMap<>();
  private final TreeMap<Integer, List<WrittenQueue>> queues = new TreeMap<>();
  private final TreeMap<Integer, Cause> lost = new TreeMap<>();
  private final long[] detected = new long[Rule.COUNT];
  private final long[] queued = new long[Rule.COUNT];

  public InsurerCounts insurer(int insurer) {
    return insurers.computeIfAbsent(insurer, k -> new InsurerCounts());
  }

  public FileCounts file(int file) {
    return files.computeIfAbsent(file, k -> new FileCounts());
  }

  /** What is counted of a file of the register, or of an upload of the run before. */
  public FileCounts referenceFile(int file) {
    return referenceFiles.computeIfAbsent(file, k -> new FileCounts());
  }

  public Map<Integer, FileCounts> referenceFiles() {
    return referenceFiles;
  }

  /** How records fare that are held against the register: each step is a part of the first. */
  public enum Funnel {
    /** Valid numbers that the register holds once. */
    COMPARED,
    /** Birth date, sex and folded kana are the owner's. */
    EQUAL,
    /** Spelled otherwise, and still the owner. */
    EXPLAINED,
    /** A difference that a person must look at. */
    TO_REVIEW,
    /** Somebody else's number. */
    WRONG,
    /** Numbers that the register gives to two people: no record with one can be compared. */
    AMBIGUOUS
  }

  /** What is counted on the way of the keys. */
  public enum Step {
    /** Entries of keys that checking has made of all files. */
    KEYS_MADE,
    /** Entries of keys that were matched. */
    KEYS_MATCHED,
    /** With a register: different valid numbers in the uploads. */
    NUMBERS_IN_UPLOADS,
    /** Those of them that the register holds. */
    NUMBERS_IN_BOTH,
    /** Different valid numbers in the register. */
    NUMBERS_IN_REGISTER,
    /** With a register: records whose number's owner has namesakes in it. */
    NAMESAKES_SEEN,
    /** Those of them whose address is neither the owner's nor a namesake's. */
    NAMESAKES_UNTOLD,
    /** With uploads of the run before: persons, by insurer and id, who have a number in both. */
    PERSONS_IN_BOTH,
    /** Those of them who have a number now that they did not have before. */
    PERSONS_CHANGED
  }

  public void addToStep(Step step, long count) {
    steps[step.ordinal()] += count;
  }

  public long step(Step step) {
    return steps[step.ordinal()];
  }

  /** What was handed over between workers. */
  public Ledger ledger() {
    return ledger;
  }

  public void addToFunnel(Funnel step, long records) {
    funnel[step.ordinal()] += records;
  }

  public long funnel(Funnel step) {
    return funnel[step.ordinal()];
  }

  public Map<Integer, InsurerCounts> insurers() {
    return insurers;
  }

  public Map<Integer, FileCounts> files() {
    return files;
  }

  /** What became of the issues of an insurer. */
  public LifeCounts lives(int insurer) {
    return lives.computeIfAbsent(insurer, k -> new LifeCounts());
  }

  /** What became of all issues, by insurer. */
  public Map<Integer, LifeCounts> lives() {
    return lives;
  }

  /** Says where it stands what was seen of the records of an insurer's issues. */
  public void addPresence(int insurer, StoredBlock block) {
    presence.computeIfAbsent(insurer, k -> new ArrayList<>()).add(block);
  }

  /** Where it stands what was seen of the records of issues, by insurer. */
  public Map<Integer, List<StoredBlock>> presence() {
    return presence;
  }

  /** Says where the next issues of an insurer stand, in their order. */
  public void addIssues(int insurer, StoredBlock block) {
    issues.computeIfAbsent(insurer, k -> new ArrayList<>()).add(block);
  }

  /** Where the issues of this run stand, by insurer. */
  public Map<Integer, List<StoredBlock>> issues() {
    return issues;
  }

  /** Says where a list of unreadable lines of a file stands. */
  public void addUnreadable(int file, StoredBlock block) {
    unreadable.computeIfAbsent(file, k -> new ArrayList<>()).add(block);
  }

  /** Where the lists of unreadable lines of a file stand: those of a slice in their order. */
  public List<StoredBlock> unreadable(int file) {
    return unreadable.getOrDefault(file, List.of());
  }

  /** Says that the queue of an insurer is written. */
  public void addQueue(int insurer, WrittenQueue queue) {
    queues.computeIfAbsent(insurer, k -> new ArrayList<>()).add(queue);
  }

  /** What was written of the queue of each insurer: once, if nothing came twice. */
  public Map<Integer, List<WrittenQueue>> queues() {
    return queues;
  }

  /** Says that an upload failed or changed while it was read. */
  public void lose(int file, Cause cause) {
    lost.merge(file, cause, (one, other) -> one.name().compareTo(other.name()) < 0 ? one : other);
  }

  /** The uploads that failed or changed while they were read, and why. */
  public Map<Integer, Cause> lost() {
    return lost;
  }

  public void addDetected(Rule rule, long findings) {
    detected[rule.ordinal()] += findings;
  }

  public void addQueued(Rule rule, long findings) {
    queued[rule.ordinal()] += findings;
  }

  /** Findings where the rules found them. */
  public long detected(Rule rule) {
    return detected[rule.ordinal()];
  }

  /** Findings where the queues were written. */
  public long queued(Rule rule) {
    return queued[rule.ordinal()];
  }

  /** Findings as the statistics count them. */
  public long counted(Rule rule) {
    return insurers.values().stream().mapToLong(counts -> counts.findings(rule)).sum();
  }

  /** The tally of the whole, from parts that workers have left. */
  public static Tally sum(BlockReader reader, Iterable<StoredBlock> parts) {
    Tally sum = new Tally();
    parts.forEach(part -> sum.add(read(reader.read(part))));
    return sum;
  }

  /** Adds what another part has counted. */
  public Tally add(Tally other) {
    other.insurers.forEach((insurer, counts) -> insurer(insurer).add(counts));
    other.files.forEach((file, counts) -> file(file).add(counts));
    other.referenceFiles.forEach((file, counts) -> referenceFile(file).add(counts));
    for (int i = 0; i < funnel.length; i++) {
      funnel[i] += other.funnel[i];
    }
    for (int i = 0; i < steps.length; i++) {
      steps[i] += other.steps[i];
    }
    ledger.add(other.ledger);
    other.lives.forEach((insurer, counts) -> lives(insurer).add(counts));
    other.presence.forEach((insurer, blocks) -> blocks.forEach(b -> addPresence(insurer, b)));
    other.issues.forEach((insurer, blocks) -> blocks.forEach(b -> addIssues(insurer, b)));
    other.unreadable.forEach((file, blocks) -> blocks.forEach(b -> addUnreadable(file, b)));
    other.queues.forEach((insurer, written) -> written.forEach(q -> addQueue(insurer, q)));
    other.lost.forEach(this::lose);
    for (int i = 0; i < Rule.COUNT; i++) {
      detected[i] += other.detected[i];
      queued[i] += other.queued[i];
    }
    return this;
  }

  public byte[] write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public void write(OutputStream stream) throws IOException {
    DataOutputStream out = new DataOutputStream(stream);
    out.writeInt(insurers.size());
    for (Map.Entry<Integer, InsurerCounts> entry : insurers.entrySet()) {
      out.writeInt(entry.getKey());
      entry.getValue().write(out);
    }
    write(files, out);
    write(referenceFiles, out);
    for (long records : funnel) {
      out.writeLong(records);
    }
    for (long count : steps) {
      out.writeLong(count);
    }
    ledger.write(out);
    out.writeInt(lives.size());
    for (Map.Entry<Integer, LifeCounts> entry : lives.entrySet()) {
      out.writeInt(entry.getKey());
      entry.getValue().write(out);
    }
    writePlaces(presence, out);
    writePlaces(issues, out);
    writePlaces(unreadable, out);
    writeQueues(out);
    out.writeInt(lost.size());
    for (Map.Entry<Integer, Cause> entry : lost.entrySet()) {
      out.writeInt(entry.getKey());
      out.writeUTF(entry.getValue().name());
    }
    for (int i = 0; i < Rule.COUNT; i++) {
      out.writeLong(detected[i]);
      out.writeLong(queued[i]);
    }
    out.flush();
  }

  private static void write(Map<Integer, FileCounts> files, DataOutputStream out)
      throws IOException {
    out.writeInt(files.size());
    for (Map.Entry<Integer, FileCounts> entry : files.entrySet()) {
      out.writeInt(entry.getKey());
      entry.getValue().write(out);
    }
  }

  private static void writePlaces(Map<Integer, List<StoredBlock>> places, DataOutputStream out)
      throws IOException {
    out.writeInt(places.size());
    for (Map.Entry<Integer, List<StoredBlock>> entry : places.entrySet()) {
      out.writeInt(entry.getKey());
      out.writeInt(entry.getValue().size());
      for (StoredBlock block : entry.getValue()) {
        out.writeLong(block.file());
        out.writeLong(block.offset());
        out.writeInt(block.length());
      }
    }
  }

  private void writeQueues(DataOutputStream out) throws IOException {
    out.writeInt(queues.size());
    for (Map.Entry<Integer, List<WrittenQueue>> entry : queues.entrySet()) {
      out.writeInt(entry.getKey());
      out.writeInt(entry.getValue().size());
      for (WrittenQueue queue : entry.getValue()) {
        queue.write(out);
      }
    }
  }

  private static void readPlaces(DataInputStream in, BiConsumer<Integer, StoredBlock> places)
      throws IOException {
    for (int i = in.readInt(); i > 0; i--) {
      int insurer = in.readInt();
      for (int j = in.readInt(); j > 0; j--) {
        places.accept(insurer, new StoredBlock(in.readLong(), in.readLong(), in.readInt()));
      }
    }
  }

  public static Tally read(byte[] bytes) {
    try {
      return read(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Tally read(InputStream stream) throws IOException {
    Tally tally = new Tally();
    DataInputStream in = new DataInputStream(stream);
    for (int i = in.readInt(); i > 0; i--) {
      tally.insurer(in.readInt()).read(in);
    }
    for (int i = in.readInt(); i > 0; i--) {
      tally.file(in.readInt()).read(in);
    }
    for (int i = in.readInt(); i > 0; i--) {
      tally.referenceFile(in.readInt()).read(in);
    }
    for (int i = 0; i < tally.funnel.length; i++) {
      tally.funnel[i] = in.readLong();
    }
    for (int i = 0; i < tally.steps.length; i++) {
      tally.steps[i] = in.readLong();
    }
    tally.ledger.read(in);
    for (int i = in.readInt(); i > 0; i--) {
      tally.lives(in.readInt()).read(in);
    }
    readPlaces(in, tally::addPresence);
    readPlaces(in, tally::addIssues);
    readPlaces(in, tally::addUnreadable);
    for (int i = in.readInt(); i > 0; i--) {
      int insurer = in.readInt();
      for (int j = in.readInt(); j > 0; j--) {
        tally.addQueue(insurer, WrittenQueue.read(in));
      }
    }
    for (int i = in.readInt(); i > 0; i--) {
      tally.lose(in.readInt(), Cause.valueOf(in.readUTF()));
    }
    for (int i = 0; i < Rule.COUNT; i++) {
      tally.detected[i] = in.readLong();
      tally.queued[i] = in.readLong();
    }
    return tally;
  }
}
