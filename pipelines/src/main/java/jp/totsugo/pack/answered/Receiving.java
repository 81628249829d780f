package jp.totsugo.pack.answered;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.totsugo.pack.PackId;
import jp.totsugo.pack.lock.PackKeys;
import jp.totsugo.pack.sheet.SheetFile;
import jp.totsugo.pack.sheet.UnusableFileException;
import jp.totsugo.pack.sheet.UnusableFileException.Cause;
import jp.totsugo.storage.PathText;
import jp.totsugo.storage.ShownName;
import jp.totsugo.table.JsonFile;
import jp.totsugo.words.Language;

/**
 * Takes answered packs back: reads every file once, finds whose it is, and judges its rows insurer
 * by insurer. Memory goes by the rows of the largest insurer, at 150 bytes each; what else is known
 * of rows stands on disk.
 *
 * <p>Written are {@code answers.avro}, as {@code run --answers} reads it, {@code
 * receipts/<insurer>.csv} and {@code .xlsx}, and {@code receive.json}: the files, and what came of
 * them.
 */
public final class Receiving {
  /** Is told how far it has come. */
  public interface Observer {
    /**
     * A file was read.
     *
     * @param files so many so far
     * @param rows answered in them
     */
    void read(int files, long rows);
  }

  /**
   * The insurer of a name of a file, as packs are named and people rename them; a number of 国保 may
   * have six digits.
   */
  private static final Pattern INSURER_IN_NAME =
      Pattern.compile("^([0-9]{8}|[0-9]{6}|unknown)(?![0-9A-Za-z]).*");

  private static final String UNKNOWN = "unknown";

  private final AnsweredRun run;
  private final Path work;
  private final PackKeys keys;
  private final Observer observer;
  private final List<PackFile> files = new ArrayList<>();

  /**
   * @param work an empty folder that only its owner can read
   * @param keys open packs that are locked
   */
  public Receiving(AnsweredRun run, Path work, PackKeys keys, Observer observer) {
    this.run = run;
    this.work = work;
    this.keys = keys;
    this.observer = observer;
  }

  /**
   * Reads packs and writes what comes of them.
   *
   * @param packs files; of two answers of one day to one issue that in the later file counts
   * @param out an empty folder
   */
  public ReceivedPacks receive(List<Path> packs, Path out, Language language)
      throws IOException, AnsweredRun.UnusableException {
    try (RowStore store = new RowStore(work.resolve("rows"))) {
      Map<String, String> known = new HashMap<>();
      for (Path pack : packs) {
        files.add(read(pack, known, store));
        observer.read(files.size(), files.stream().mapToLong(PackFile::answered).sum());
      }
      SortedMap<String, List<Integer>> byInsurer = byInsurer();
      List<InsurerReceipt> receipts = new ArrayList<>();
      Path folder = Files.createDirectory(out.resolve("receipts"));
      try (AnswersFile answers = new AnswersFile(out.resolve("answers.avro"))) {
        for (Map.Entry<String, List<Integer>> entry : byInsurer.entrySet()) {
          String insurer = entry.getKey();
          try (ReceiptSpool spool = new ReceiptSpool(work)) {
            InsurerAnswers judged = new InsurerAnswers(run, insurer, store, files, spool);
            InsurerReceipt receipt = judged.judge(entry.getValue(), answers);
            ReceiptCsv.write(spool, files, language, folder.resolve(insurer + ".csv"));
            ReceiptWorkbook.write(receipt, run, spool, files, language, work, folder);
            receipts.add(receipt);
          }
        }
      }
      ReceivedPacks received =
          new ReceivedPacks(run.runId(), run.asOf().toString(), files, receipts);
      JsonFile.write(received.toJson(), out.resolve("receive.json"));
      return received;
    }
  }

  /**
   * @param known the names of files by their sums
   */
  private PackFile read(Path path, Map<String, String> known, RowStore store) throws IOException {
    String name = ShownName.of(path.getFileName());
    long from = store.end();
    long bytes = 0;
    String sum = "";
    PackReader reader = new PackReader(files.size(), run.asOf(), store);
    Cause refused = null;
    try {
      bytes = size(path);
      sum = sum(path);
      String same = known.putIfAbsent(sum, name);
      if (same != null) {
        return new PackFile(name, bytes, sum, "", "", List.of(), 0, 0, from, from, null, same);
      }
      SheetFile.read(path, work, keys, reader);
      reader.requireList();
    } catch (UnusableFileException e) {
      refused = e.reason();
    }
    if (refused != null) {
      return new PackFile(
          name, bytes, sum, reader.packId(), "", List.of(), 0, 0, from, from, refused, "");
    }
    return new PackFile(
        name,
        bytes,
        sum,
        reader.packId(),
        insurerOf(path),
        reader.issues(),
        reader.answered(),
        reader.unanswered(),
        from,
        store.end(),
        null,
        "");
  }

  private static long size(Path path) throws UnusableFileException {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw new UnusableFileException(Cause.NOT_READABLE);
    }
  }

  private static String sum(Path path) throws UnusableFileException {
    try {
      return MoreFiles.asByteSource(path).hash(Hashing.sha256()).toString();
    } catch (IOException e) {
      throw new UnusableFileException(Cause.NOT_READABLE);
    }
  }

  private static String insurerOf(Path path) {
    Matcher name = INSURER_IN_NAME.matcher(PathText.text(path.getFileName()));
    if (!name.matches()) {
      return "";
    }
    return name.group(1).length() == 6 ? "00" + name.group(1) : name.group(1);
  }

  /** The files of each insurer that has any, by their places. */
  private SortedMap<String, List<Integer>> byInsurer()
      throws IOException, AnsweredRun.UnusableException {
    SortedMap<String, List<Integer>> byInsurer = new TreeMap<>();
    Map<Integer, String> byIssues = insurersByIssues();
    for (int i = 0; i < files.size(); i++) {
      PackFile file = files.get(i);
      if (file.refused() == null && file.sameAs().isEmpty()) {
        String insurer = byIssues.getOrDefault(i, insurer(file));
        byInsurer.computeIfAbsent(insurer, key -> new ArrayList<>()).add(i);
      }
    }
    return byInsurer;
  }

  /** The insurer that a file names, or empty if it names none that has a queue. */
  private String insurer(PackFile file) {
    if (!file.packId().isEmpty()) {
      return file.packId().substring(0, file.packId().indexOf('-'));
    }
    return run.hasQueue(file.insurer()) ? file.insurer() : "";
  }

  /**
   * The insurers of files that name none, such as sheets saved as text: of most of their issues.
   */
  private Map<Integer, String> insurersByIssues()
      throws IOException, AnsweredRun.UnusableException {
    Map<Integer, String> insurers = new HashMap<>();
    Map<String, Set<Integer>> wanted = new HashMap<>();
    for (int i = 0; i < files.size(); i++) {
      PackFile file = files.get(i);
      if (file.refused() == null && file.sameAs().isEmpty() && insurer(file).isEmpty()) {
        insurers.put(i, UNKNOWN);
        for (String issue : file.issues()) {
          wanted.computeIfAbsent(issue, key -> new HashSet<>()).add(i);
        }
      }
    }
    if (wanted.isEmpty()) {
      return insurers;
    }
    Map<Integer, Integer> most = new HashMap<>();
    for (String insurer : run.insurers()) {
      Map<Integer, Integer> counts = new HashMap<>();
      run.forEachRow(
          insurer,
          row -> {
            for (int file : wanted.getOrDefault(row.getIssueId(), Set.of())) {
              counts.merge(file, 1, Integer::sum);
            }
          });
      counts.forEach(
          (file, count) -> {
            if (count > most.getOrDefault(file, 0)) {
              most.put(file, count);
              insurers.put(file, insurer);
            }
          });
    }
    return insurers;
  }

  /** Whether a file is a pack of another run than this one. */
  static boolean isOfOtherRun(AnsweredRun run, PackFile file) {
    String id = file.packId();
    if (id.isEmpty()) {
      return false;
    }
    String[] parts = id.split("-", -1);
    return !PackId.of(run.runId(), parts[0], Integer.parseInt(parts[1])).equals(id);
  }
}
