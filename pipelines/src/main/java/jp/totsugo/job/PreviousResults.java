package jp.totsugo.job;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.rule.LifeSettings;
import jp.totsugo.storage.PathText;
import jp.totsugo.storage.ShownName;
import jp.totsugo.table.CsvRows;
import jp.totsugo.table.JsonFile;

/**
 * The results of the run before, of which every file is what that run wrote. Results of a version
 * that knew no history are taken too: with them a run is the first of its chain.
 */
public final class PreviousResults {
  /** The word that stands for the newest results beside the new ones. */
  public static final String LATEST = "latest";

  /** Where the issues of a run stand in its results. */
  public static final String ISSUES = "history/issues.parquet";

  /** Where the rates of all runs so far stand in the results of the last. */
  public static final String RATES = "history/rates.parquet";

  /** Where the counts of the categories of all runs so far stand in the results of the last. */
  public static final String COUNTS = "history/counts.parquet";

  private static final String MANIFEST = "run.json";
  private static final String INSURERS = "statistics/insurers.csv";

  private static final ObjectReader READER =
      JsonFile.MAPPER
          .readerFor(Manifest.class)
          .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  /** Why a run cannot go on from what it was told to. The words for it are those of commands. */
  public static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient Object[] values;

    UnusableException(Reason reason, Object... values) {
      super(reason + " " + List.of(values));
      this.reason = reason;
      this.values = values;
    }

    public Reason reason() {
      return reason;
    }

    /** What the words name, in the order of {@link Reason}. */
    public Object[] values() {
      return values.clone();
    }
  }

  /** What is wrong with the results; the folder is the first of the values. */
  public enum Reason {
    NOT_THERE,
    NOT_RESULTS,
    IN_PROGRESS,
    SAME_AS_OUT,
    OUT_LIES_IN_IT,
    /** Its as-of, and that of this run. */
    LATER,
    /** The first of the files, and how many they are. */
    FILES_MISSING,
    /** The first of the files, and how many they are. */
    FILES_CHANGED,
    MANIFEST_DAMAGED,
    /** The file. */
    UNREADABLE,
    OTHER_NATION
  }

  /**
   * A file that the run read.
   *
   * @param path as outputs show it
   * @param crc32c in eight hexadecimal digits
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Input(String path, long bytes, String crc32c, long records) {
    /** Whether a file of these bytes is, as far as their sum tells, the same. */
    public boolean hasBytesOf(Input other) {
      return bytes == other.bytes && crc32c.equals(other.crc32c);
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Output(String path, long bytes, String sha256) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Manifest(
      String runId,
      String asOf,
      String ruleSet,
      List<Input> inputs,
      List<Input> register,
      List<String> runs,
      List<Output> outputs) {}

  private final Path folder;
  private final Manifest manifest;
  private final LocalDate asOf;
  private final Map<Integer, Long> records;
  private final List<Remark> remarks = new ArrayList<>();

  private PreviousResults(
      Path folder, Manifest manifest, LocalDate asOf, Map<Integer, Long> records) {
    this.folder = folder;
    this.manifest = manifest;
    this.asOf = asOf;
    this.records = records;
  }

  /** Of a run that goes on from nothing. */
  public static PreviousResults none() {
    return new PreviousResults(null, null, null, Map.of());
  }

  /**
   * Opens results and reads every file of them once.
   *
   * @param given the folder, or {@link #LATEST}; null for none
   * @param asOf of the run that goes on from them
   * @param out where its results are to appear
   */
  public static PreviousResults open(Path given, LocalDate asOf, Path out)
      throws UnusableException, IOException {
    if (given == null) {
      return none();
    }
    Path place = OutputPlace.realPath(out.toAbsolutePath());
    if (!PathText.text(given).equals(LATEST)) {
      return open(given, asOf, place, false);
    }
    Path newest = newest(place, asOf);
    if (newest == null) {
      PreviousResults none = none();
      none.remarks.add(Remark.of(Remark.Kind.PREVIOUS_NONE, ShownName.of(place.getParent())));
      return none;
    }
    return open(newest, asOf, place, true);
  }

  private static PreviousResults open(Path given, LocalDate asOf, Path out, boolean found)
      throws UnusableException, IOException {
    String name = ShownName.of(given);
    Path folder = OutputPlace.realPath(given.toAbsolutePath());
    refusePlace(name, folder, out);
    try {
      Manifest manifest = manifest(name, folder);
      LocalDate day = LocalDate.parse(manifest.asOf());
      if (day.isAfter(asOf)) {
        throw new UnusableException(Reason.LATER, name, day, asOf);
      }
      refuseDamage(name, folder, manifest);
      PreviousResults results =
          new PreviousResults(folder, manifest, day, records(folder.resolve(INSURERS)));
      results.remark(name, asOf, found);
      return results;
    } catch (AccessDeniedException e) {
      throw new UnusableException(Reason.UNREADABLE, name, ShownName.in(e.getFile()));
    }
  }

  private static void refusePlace(String name, Path folder, Path out) throws UnusableException {
    if (folder.equals(out)) {
      throw new UnusableException(Reason.SAME_AS_OUT, name);
    }
    for (Path part : folder) {
      String text = PathText.text(part);
      if (text.startsWith(".") && text.endsWith(".inprogress")) {
        throw new UnusableException(Reason.IN_PROGRESS, name);
      }
    }
    if (!Files.exists(folder)) {
      boolean isMade = folder.getFileName() != null && Files.exists(OutputPlace.inProgress(folder));
      throw new UnusableException(isMade ? Reason.IN_PROGRESS : Reason.NOT_THERE, name);
    }
    if (!Files.isRegularFile(folder.resolve(MANIFEST))) {
      throw new UnusableException(Reason.NOT_RESULTS, name);
    }
    if (out.startsWith(folder)) {
      throw new UnusableException(Reason.OUT_LIES_IN_IT, name);
    }
  }

  /** Nothing in it is believed before it is checked: it names files that are opened. */
  private static Manifest manifest(String name, Path folder) throws UnusableException, IOException {
    Path file = folder.resolve(MANIFEST);
    Manifest manifest;
    try (InputStream in = Files.newInputStream(file)) {
      manifest = READER.readValue(in);
    } catch (JsonProcessingException e) {
      throw new UnusableException(Reason.MANIFEST_DAMAGED, name);
    }
    boolean sound =
        manifest != null
            && isWord(manifest.runId(), "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
            && isDay(manifest.asOf())
            && isWord(manifest.ruleSet(), "[0-9a-f]{64}")
            && areInputs(manifest.inputs())
            && (manifest.register() == null || areInputs(manifest.register()))
            && manifest.outputs() != null
            && manifest.outputs().stream().allMatch(PreviousResults::isOutput)
            && lists(manifest, INSURERS)
            && (ManifestSeal.isWhole(file)
                || !lists(manifest, ISSUES) && ManifestSeal.isUnsealed(file));
    if (!sound) {
      throw new UnusableException(Reason.MANIFEST_DAMAGED, name);
    }
    return manifest;
  }

  private static boolean isWord(String text, String pattern) {
    return text != null && text.matches(pattern);
  }

  private static boolean isDay(String text) {
    try {
      return text != null && LocalDate.parse(text).toString().equals(text);
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static boolean areInputs(List<Input> inputs) {
    return inputs != null
        && inputs.stream()
            .allMatch(
                input ->
                    input != null
                        && input.path() != null
                        && input.bytes() >= 0
                        && input.records() >= 0
                        && isWord(input.crc32c(), "[0-9a-f]{8}"));
  }

  /** A path below the results, and nowhere else. */
  private static boolean isOutput(Output output) {
    try {
      if (output == null || output.path() == null || !isWord(output.sha256(), "[0-9a-f]{64}")) {
        return false;
      }
      Path path = PathText.path(output.path());
      return !output.path().isEmpty()
          && !path.isAbsolute()
          && path.equals(path.normalize())
          && !path.startsWith("..");
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static boolean lists(Manifest manifest, String path) {
    return manifest.outputs().stream().anyMatch(output -> output.path().equals(path));
  }

  private static void refuseDamage(String name, Path folder, Manifest manifest)
      throws UnusableException, IOException {
    Map<Damage, List<String>> damaged;
    try {
      damaged =
          manifest.outputs().parallelStream()
              .collect(
                  Collectors.groupingByConcurrent(
                      output -> damage(folder, output),
                      Collectors.mapping(Output::path, Collectors.toList())));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    refuse(name, damaged.get(Damage.MISSING), Reason.FILES_MISSING);
    refuse(name, damaged.get(Damage.CHANGED), Reason.FILES_CHANGED);
  }

  private static void refuse(String name, List<String> files, Reason reason)
      throws UnusableException {
    if (files != null) {
      throw new UnusableException(reason, name, ShownName.of(Collections.min(files)), files.size());
    }
  }

  private enum Damage {
    NONE,
    MISSING,
    CHANGED
  }

  private static Damage damage(Path folder, Output output) {
    Path file = folder.resolve(output.path());
    try {
      if (!Files.isRegularFile(file)) {
        return Damage.MISSING;
      }
      boolean same =
          Files.size(file) == output.bytes()
              && MoreFiles.asByteSource(file)
                  .hash(Hashing.sha256())
                  .toString()
                  .equals(output.sha256());
      return same ? Damage.NONE : Damage.CHANGED;
    } catch (NoSuchFileException e) {
      return Damage.MISSING;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<Integer, Long> records(Path insurers) throws IOException {
    Map<Integer, Long> records = new TreeMap<>();
    CsvRows.forEach(
        insurers,
        row ->
            records.put(
                row.apply("insurer").equals(InsurerNumber.text(InsurerNumber.UNKNOWN))
                    ? InsurerNumber.UNKNOWN
                    : InsurerNumber.parse(row.apply("insurer")),
                Long.parseLong(row.apply("records"))));
    return records;
  }

  private void remark(String name, LocalDate next, boolean found) {
    if (found) {
      remarks.add(Remark.of(Remark.Kind.PREVIOUS_LATEST, name, asOf));
    }
    if (!hasHistory()) {
      remarks.add(Remark.of(Remark.Kind.PREVIOUS_WITHOUT_HISTORY, name));
    }
    long months = ChronoUnit.MONTHS.between(YearMonth.from(asOf), YearMonth.from(next));
    if (months > 1) {
      remarks.add(Remark.of(Remark.Kind.PREVIOUS_GAP, name, asOf, months - 1));
    }
  }

  /** One of several results beside those that are to appear. */
  private record Candidate(Path folder, LocalDate asOf, Instant start) {}

  private static Path newest(Path out, LocalDate asOf) throws UnusableException, IOException {
    List<Candidate> candidates = new ArrayList<>();
    Path parent = out.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      return null;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent)) {
      for (Path folder : folders) {
        boolean hidden = PathText.text(folder.getFileName()).startsWith(".");
        if (!hidden && !folder.equals(out) && Files.isRegularFile(folder.resolve(MANIFEST))) {
          candidates.add(candidate(folder));
        }
      }
    } catch (AccessDeniedException e) {
      throw new UnusableException(
          Reason.UNREADABLE, ShownName.of(parent), ShownName.in(e.getFile()));
    }
    return candidates.stream()
        .filter(candidate -> !candidate.asOf().isAfter(asOf))
        .max(
            Comparator.comparing(Candidate::asOf)
                .thenComparing(Candidate::start)
                .thenComparing(candidate -> PathText.text(candidate.folder())))
        .map(Candidate::folder)
        .orElse(null);
  }

  /** Of the first lines of its manifest; damaged results are not passed over for older ones. */
  private static Candidate candidate(Path folder) throws UnusableException, IOException {
    String asOf = null;
    String start = null;
    try (JsonParser json =
        JsonFile.MAPPER.createParser(Files.newInputStream(folder.resolve(MANIFEST)))) {
      json.nextToken();
      while ((asOf == null || start == null) && json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        if (field.equals("asOf")) {
          asOf = json.getText();
        } else if (field.equals("start")) {
          start = json.getText();
        }
        json.skipChildren();
      }
      if (isDay(asOf) && start != null) {
        return new Candidate(folder, LocalDate.parse(asOf), Instant.parse(start));
      }
    } catch (JsonProcessingException | DateTimeParseException e) {
      throw new UnusableException(Reason.MANIFEST_DAMAGED, ShownName.of(folder));
    }
    throw new UnusableException(Reason.MANIFEST_DAMAGED, ShownName.of(folder));
  }

  /**
   * Refuses the results of other insurers than those of this run.
   *
   * @param insurers those of this run; those that are unknown tell nothing
   * @param life says who is a part of another insurer now
   */
  public void refuseOtherNation(Collection<Integer> insurers, LifeSettings life)
      throws UnusableException {
    boolean known = records.keySet().stream().anyMatch(i -> i != InsurerNumber.UNKNOWN);
    List<Integer> now = insurers.stream().filter(i -> i != InsurerNumber.UNKNOWN).toList();
    if (known
        && !now.isEmpty()
        && records.keySet().stream().map(life::successor).noneMatch(now::contains)) {
      throw new UnusableException(Reason.OTHER_NATION, ShownName.of(folder));
    }
  }

  /** Whether there are any results; without them nothing below but lists may be asked. */
  public boolean isPresent() {
    return folder != null;
  }

  /** Whether issues and rates are handed down. */
  public boolean hasHistory() {
    return issues().isPresent();
  }

  /** The issues of that run, if it wrote them. */
  public Optional<Path> issues() {
    return output(ISSUES);
  }

  /** The rates of that run and all before it, if it wrote them. */
  public Optional<Path> rates() {
    return output(RATES);
  }

  /** The counts of the categories of that run and all before it, if it wrote them. */
  public Optional<Path> counts() {
    return output(COUNTS);
  }

  private Optional<Path> output(String path) {
    return isPresent() && lists(manifest, path)
        ? Optional.of(folder.resolve(path))
        : Optional.empty();
  }

  public String runId() {
    return manifest.runId();
  }

  public LocalDate asOf() {
    return asOf;
  }

  /** As-ofs of all runs of its chain, its own last. */
  public List<String> runs() {
    return manifest.runs() == null ? List.of(manifest.asOf()) : manifest.runs();
  }

  /** The fingerprint of its rule settings. */
  public String ruleSet() {
    return manifest.ruleSet();
  }

  /** The uploads that it read. */
  public List<Input> inputs() {
    return isPresent() ? manifest.inputs() : List.of();
  }

  /** The files of its register; none if it had none. */
  public List<Input> register() {
    return isPresent() && manifest.register() != null ? manifest.register() : List.of();
  }

  /** The records of each insurer, by its number. */
  public Map<Integer, Long> records() {
    return Collections.unmodifiableMap(records);
  }

  /** How large its outputs are together; 0 if there are none. */
  public long outputBytes() {
    return isPresent() ? manifest.outputs().stream().mapToLong(Output::bytes).sum() : 0;
  }

  /** What the user should know. */
  public List<Remark> remarks() {
    return List.copyOf(remarks);
  }
}
