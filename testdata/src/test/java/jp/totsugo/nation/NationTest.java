package jp.totsugo.nation;

import static jp.totsugo.nation.NationFolder.files;
import static jp.totsugo.nation.NationFolder.hashes;
import static jp.totsugo.nation.NationFolder.truth;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.totsugo.schema.ExpectedFinding;
import jp.totsugo.schema.Nature;
import jp.totsugo.schema.PlantStatus;
import jp.totsugo.schema.PlantedError;
import jp.totsugo.schema.RegisterUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NationTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 4, 1);

  @TempDir private Path folder;

  @Test
  void equalOrdersGiveEqualBytesWhateverTheParallelism() throws Exception {
    assertThat(
        hashes(nation("one", 60_000, 10, 1)), equalTo(hashes(nation("many", 60_000, 10, 5))));
  }

  @Test
  void theTruthListsEveryUploadWithItsLengthAndSum() throws Exception {
    Path nation = nation("listed", 5_000, 10, 2);
    List<String> expected = new ArrayList<>(List.of("\uFEFFfile,bytes,crc32c"));
    for (Path upload : files(nation.resolve("uploads"))) {
      byte[] bytes = Files.readAllBytes(upload);
      int sum = Hashing.crc32c().hashBytes(bytes).asInt();
      expected.add(String.format("%s,%d,%08x", upload.getFileName(), bytes.length, sum));
    }
    assertThat(
        Set.copyOf(Files.readAllLines(nation.resolve("truth").resolve("uploads.csv"))),
        equalTo(Set.copyOf(expected)));
  }

  @Test
  void anotherSeedGivesAnotherNation() throws Exception {
    Path one = folder.resolve("one");
    Path other = folder.resolve("other");
    new Nation(new Order(5_000, 1, AS_OF, 1, 0, Settings.standard())).write(one, 2, done -> {});
    new Nation(new Order(5_000, 2, AS_OF, 1, 0, Settings.standard())).write(other, 2, done -> {});
    assertThat(hashes(one), not(equalTo(hashes(other))));
  }

  @Test
  void asManyRecordsAreWrittenAsWereOrdered() throws Exception {
    AtomicLong told = new AtomicLong();
    new Nation(new Order(12_345, 1, AS_OF, 1, 0, Settings.standard()))
        .write(folder.resolve("nation"), 2, told::addAndGet);
    long lines = 0;
    for (Path upload : files(folder.resolve("nation").resolve("uploads"))) {
      lines += Files.readString(upload, StandardCharsets.ISO_8859_1).lines().count() - 1;
    }
    assertThat(lines, is(12_345L));
    assertThat(told.get(), is(12_345L));
  }

  @Test
  void everyRowHasAllColumns() throws Exception {
    for (List<String> upload : uploads(nation("nation", 5_000, 50, 2)).values()) {
      assertThat(upload, everyItem(matchesPattern("[^,]*(,[^,]*){21}")));
    }
  }

  @Test
  void withoutErrorsNoNumberIsInTwoRecordsOfOnePeriod() throws Exception {
    Path nation = folder.resolve("nation");
    new Nation(new Order(40_000, 3, AS_OF, 1, 0, Settings.standard().withErrors(0)))
        .write(nation, 2, done -> {});
    Map<String, List<String[]>> byNumber = new HashMap<>();
    uploads(nation)
        .values()
        .forEach(
            rows ->
                rows.stream()
                    .skip(1)
                    .map(row -> row.split(",", -1))
                    .filter(row -> !row[UploadColumn.MY_NUMBER.ordinal()].isEmpty())
                    .forEach(
                        row ->
                            byNumber
                                .computeIfAbsent(
                                    row[UploadColumn.MY_NUMBER.ordinal()],
                                    number -> new ArrayList<>())
                                .add(row)));
    List<List<String[]>> overlapping =
        byNumber.values().stream()
            .filter(rows -> rows.size() > 1)
            .filter(rows -> rows.size() > 2 || overlap(rows.get(0), rows.get(1)))
            .toList();
    assertThat(overlapping, empty());
    assertThat(
        "leavers are in two records",
        byNumber.values().stream().anyMatch(rows -> rows.size() == 2),
        is(true));
  }

  private static boolean overlap(String[] one, String[] other) {
    return startsBeforeEnd(one, other) && startsBeforeEnd(other, one);
  }

  private static boolean startsBeforeEnd(String[] one, String[] other) {
    String end = other[UploadColumn.DISQUALIFICATION.ordinal()];
    return end.isEmpty() || one[UploadColumn.QUALIFICATION.ordinal()].compareTo(end) < 0;
  }

  @Test
  void theRegisterHoldsEveryPersonOnce() throws Exception {
    Set<String> numbers = new HashSet<>();
    List<String> twice = new ArrayList<>();
    for (Path file : files(nation("nation", 30_000, 20, 2).resolve("register"))) {
      Files.readAllLines(file).stream()
          .skip(1)
          .map(row -> row.substring(0, 12))
          .filter(number -> !numbers.add(number))
          .forEach(twice::add);
    }
    assertThat(twice, empty());
    assertThat((double) numbers.size(), closeTo(30_000, 1_500));
  }

  @Test
  void everyKindIsPlantedAboutAsOftenAsTheSettingsSay() throws Exception {
    Map<String, Double> planted = new TreeMap<>();
    for (PlantedError each : truth(nation("nation", 200_000, 50, 2))) {
      planted.merge(each.getKind(), 1.0, Double::sum);
    }
    Settings settings = Settings.standard().withErrors(50);
    Map<String, Double> wanted = new TreeMap<>(settings.facts());
    wanted.putAll(settings.errors());
    wanted.forEach(
        (kind, count) -> {
          double expected = count * 200_000 / settings.records();
          assertThat(
              kind,
              planted.getOrDefault(kind, 0.0),
              closeTo(expected, 5 * Math.sqrt(expected) + 0.06 * expected + 2));
        });
  }

  @Test
  void everyRuleOfTheContractIsDemandedSomewhere() throws Exception {
    Set<String> demanded = new HashSet<>();
    truth(nation("nation", 60_000, 150, 2))
        .forEach(each -> each.getExpected().forEach(finding -> demanded.add(finding.getRule())));
    List<String> rules =
        Stream.of(
                "MY_NUMBER_FORMAT MY_NUMBER_FILLER MY_NUMBER_CHECK_DIGIT MY_NUMBER_MISPLACED"
                    + " MY_NUMBER_SHARED_WITHIN_INSURER MY_NUMBER_SHARED_ACROSS_INSURERS"
                    + " MY_NUMBER_SHARED_NAME_DIFFERS CARD_NOT_REGISTERED CARD_NUMBER_MISSING"
                    + " NUMBER_PLACEHOLDER NUMBER_MIXED_WIDTH NUMBER_FORBIDDEN_CHARACTER"
                    + " NUMBER_TOO_LONG BRANCH_NUMBER_FORMAT MY_NUMBER_ABSENT_WITH_REASON"
                    + " MY_NUMBER_ABSENT_WITHOUT_REASON MY_NUMBER_ABSENCE_OVERDUE"
                    + " MY_NUMBER_PRESENT_WITH_REASON INSURER_NUMBER_INVALID INSURER_NOT_UPLOADER"
                    + " PERSON_ID_INVALID BIRTHDATE_INVALID QUALIFICATION_DATE_INVALID"
                    + " DISQUALIFICATION_DATE_INVALID ISSUANCE_DATE_INVALID VALIDITY_DATE_INVALID"
                    + " DATE_ORDER CODE_INVALID REASON_OF_LOSS_MISMATCH NAME_MISSING KANA_MISSING"
                    + " KANA_INVALID NAME_PLACEHOLDER AGE_SCHEME_MISMATCH CARD_KEY_SHARED"
                    + " DUPLICATE_RECORD OVERLAPPING_ENROLMENT MY_NUMBER_NOT_IN_REGISTER"
                    + " MY_NUMBER_SWAPPED MY_NUMBER_SHIFTED MY_NUMBER_COPIED MY_NUMBER_OTHER_PERSON"
                    + " MY_NUMBER_NAME_DIFFERS")
            .flatMap(all -> Stream.of(all.split(" ")))
            .filter(rule -> !demanded.contains(rule))
            .toList();
    assertThat("rules without a plant", rules, empty());
  }

  @Test
  void aSwapIsDemandedOfBothEndsWithARegisterAndOfNobodyWithout() throws Exception {
    int swapped = 0;
    for (PlantedError each : truth(nation("nation", 60_000, 100, 2))) {
      if (each.getKind().startsWith("swapped")) {
        swapped++;
        assertThat(
            each.getId(),
            each.getExpected().stream().map(ExpectedFinding::getRegister).toList(),
            equalTo(List.of(RegisterUse.WITH, RegisterUse.WITH)));
        assertThat(
            each.getId(),
            each.getExpected().stream().map(ExpectedFinding::getRule).distinct().toList(),
            equalTo(List.of("MY_NUMBER_SWAPPED")));
      }
    }
    assertThat("swaps", swapped, greaterThan(10));
  }

  @Test
  void legitimateDifferencesDemandNoError() throws Exception {
    Set<String> allowed =
        Set.of(
            "MY_NUMBER_ABSENT_WITH_REASON",
            "MY_NUMBER_NAME_DIFFERS",
            "REGISTER_BIRTHDATE_DIFFERS",
            "REGISTER_SEX_DIFFERS");
    List<ExpectedFinding> others = new ArrayList<>();
    int facts = 0;
    for (PlantedError each : truth(nation("nation", 60_000, 1, 2))) {
      if (each.getNature() == Nature.FACT) {
        facts++;
        each.getExpected().stream()
            .filter(finding -> !allowed.contains(finding.getRule()))
            .forEach(others::add);
      }
    }
    assertThat(others, empty());
    assertThat("facts", facts, greaterThan(100));
  }

  @Test
  void noTruthHoldsAMyNumber() throws Exception {
    Pattern twelveDigits = Pattern.compile("(?<![0-9])[0-9]{12}(?![0-9])");
    List<Path> truth = files(nation("nation", 30_000, 100, 2).resolve("truth"));
    assertThat(
        truth.stream().map(file -> file.getFileName().toString()).toList(),
        equalTo(
            List.of("expected.csv", "nation.json", "planted.avro", "planted.csv", "uploads.csv")));
    for (Path file : truth) {
      assertThat(
          file.toString(),
          twelveDigits.matcher(Files.readString(file, StandardCharsets.ISO_8859_1)).find(),
          is(false));
    }
  }

  @Test
  void aLaterMonthKeepsItsRowsAndAddsSome() throws Exception {
    Map<String, List<String>> first = uploads(month(1, 3));
    Map<String, List<String>> second = uploads(month(2, 3));
    long kept = 0;
    long added = 0;
    for (Map.Entry<String, List<String>> upload : first.entrySet()) {
      if (!NationFolder.isWhole(month(2, 3), upload.getKey())) {
        continue;
      }
      List<String> later = second.get(upload.getKey());
      added += later.size() - upload.getValue().size();
      for (int line = 0; line < upload.getValue().size(); line++) {
        kept += later.get(line).equals(upload.getValue().get(line)) ? 1 : 0;
      }
    }
    assertThat(kept / 40_000.0, closeTo(0.95, 0.03));
    assertThat((double) added, closeTo(240, 120));
  }

  @Test
  void whoMovesToAnotherInsurerTakesTheNumberAlong() throws Exception {
    Map<String, List<Enrolment>> first = enrolments(month(1, 3));
    for (int month = 2; month <= 3; month++) {
      String since = AS_OF.plusMonths(month - 2).toString().replace("-", "");
      String until = AS_OF.plusMonths(month - 1).toString().replace("-", "");
      int moved = 0;
      Path later = month(month, 3);
      Map<String, List<Enrolment>> now = enrolments(later);
      for (Map.Entry<String, List<Enrolment>> person : now.entrySet()) {
        List<Enrolment> before = first.getOrDefault(person.getKey(), List.of());
        List<Enrolment> rows = person.getValue();
        if (before.size() == 1 && rows.size() == 2 && rows.get(0).reason().equals("03")) {
          Enrolment left = rows.get(0);
          Enrolment joined = rows.get(1);
          boolean thisMonth = left.to().compareTo(since) > 0 && left.to().compareTo(until) <= 0;
          if (thisMonth && joined.from().equals(left.to())) {
            assertThat(left.file(), is(before.get(0).file()));
            assertThat(left.from(), is(before.get(0).from()));
            assertThat(joined.file(), is(not(left.file())));
            assertThat(joined.to(), is(""));
            assertThat(joined.birthAndSex(), is(left.birthAndSex()));
            moved++;
          }
        }
      }
      assertThat("moved in month " + month, moved, greaterThan(10));
      Map<String, Integer> registered = new HashMap<>();
      for (Path register : files(later.resolve("register"))) {
        for (String line : Files.readAllLines(register)) {
          registered.merge(line.substring(0, 12), 1, Integer::sum);
        }
      }
      assertThat(new HashSet<>(registered.values()), is(Set.of(1)));
    }
  }

  private record Enrolment(
      String file, String from, String to, String reason, String birthAndSex) {}

  /** By My Number the rows that carry it, those who left first. */
  private static Map<String, List<Enrolment>> enrolments(Path nation) throws IOException {
    Map<String, List<Enrolment>> enrolments = new HashMap<>();
    uploads(nation)
        .forEach(
            (file, lines) ->
                lines.stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .filter(cells -> cells.length == UploadColumn.ALL.length)
                    .forEach(
                        cells ->
                            enrolments
                                .computeIfAbsent(
                                    cells[UploadColumn.MY_NUMBER.ordinal()], k -> new ArrayList<>())
                                .add(
                                    new Enrolment(
                                        file,
                                        cells[UploadColumn.QUALIFICATION.ordinal()],
                                        cells[UploadColumn.DISQUALIFICATION.ordinal()],
                                        cells[UploadColumn.REASON_OF_LOSS.ordinal()],
                                        cells[UploadColumn.BIRTH.ordinal()]
                                            + cells[UploadColumn.SEX.ordinal()]))));
    enrolments.remove("");
    enrolments.values().forEach(rows -> rows.sort(Comparator.comparing(Enrolment::to).reversed()));
    return enrolments;
  }

  @Test
  void theTruthTellsNewStandingAndCorrectedErrorsApart() throws Exception {
    Map<String, PlantedError> first = errors(truth(month(1, 3)));
    Map<String, PlantedError> second = errors(truth(month(2, 3)));
    Map<String, PlantedError> third = errors(truth(month(3, 3)));
    assertThat(statuses(first), equalTo(Set.of(PlantStatus.NEW)));
    assertThat(
        statuses(second),
        equalTo(
            Set.of(
                PlantStatus.NEW, PlantStatus.STANDING, PlantStatus.CORRECTED, PlantStatus.LEFT)));
    for (PlantedError each : second.values()) {
      assertThat(
          each.getId(), first.containsKey(each.getId()), is(each.getStatus() != PlantStatus.NEW));
      if (each.getStatus() == PlantStatus.CORRECTED || each.getStatus() == PlantStatus.LEFT) {
        assertThat(each.getId(), each.getExpected(), empty());
      }
      PlantedError after = third.get(each.getId());
      if (each.getStatus() == PlantStatus.LEFT) {
        assertThat(each.getId(), after, nullValue());
      } else if (each.getStatus() == PlantStatus.CORRECTED && after != null) {
        assertThat(each.getId() + " came back", after.getStatus(), is(PlantStatus.NEW));
      }
    }
    for (PlantedError each : first.values()) {
      if (NationFolder.isWhole(month(2, 3), each.getFile())) {
        assertThat(each.getId() + " is told of", second.containsKey(each.getId()), is(true));
      }
    }
  }

  private Path month(int month, int months) throws IOException, InterruptedException {
    Path all = folder.resolve("months");
    Nation nation =
        new Nation(new Order(40_000, 11, AS_OF, months, 0, Settings.standard().withErrors(40)));
    if (!Files.exists(all)) {
      nation.write(all, 2, done -> {});
    }
    return nation.monthFolder(all, month);
  }

  private static Map<String, PlantedError> errors(List<PlantedError> truth) {
    Map<String, PlantedError> errors = new TreeMap<>();
    truth.stream()
        .filter(each -> each.getNature() == Nature.ERROR)
        .forEach(each -> errors.put(each.getId(), each));
    return errors;
  }

  private static Set<PlantStatus> statuses(Map<String, PlantedError> truth) {
    return truth.values().stream().map(PlantedError::getStatus).collect(Collectors.toSet());
  }

  @Test
  void theRegisterSpellsAddressesOtherwiseAndNothingElseChangesWithTheShare() throws Exception {
    Path never = spelt("never", 0);
    Path always = spelt("always", 1);
    Map<String, String> uploads = hashes(always.resolve("uploads"));
    assertThat(uploads, equalTo(hashes(never.resolve("uploads"))));
    List<String[]> register = register(always);
    List<String[]> asTheInsurers = register(never);
    int respelt = 0;
    for (int row = 0; row < register.size(); row++) {
      String[] one = register.get(row);
      String[] other = asTheInsurers.get(row);
      assertThat(List.of(one).subList(0, 6), equalTo(List.of(other).subList(0, 6)));
      respelt += one[6].equals(other[6]) ? 0 : 1;
    }
    // Those who moved within their municipality have a new address, spelled in one way.
    assertThat((double) respelt / register.size(), closeTo(0.97, 0.02));
  }

  private Path spelt(String name, double share) throws IOException, InterruptedException {
    Settings standard = Settings.standard();
    Map<String, Double> shares = new HashMap<>(standard.shares());
    shares.put("address_spelt_otherwise", share);
    Settings settings =
        new Settings(standard.records(), shares, standard.facts(), standard.errors());
    Path nation = folder.resolve(name);
    new Nation(new Order(5_000, 11, AS_OF, 1, 0, settings)).write(nation, 2, done -> {});
    return nation;
  }

  private static List<String[]> register(Path nation) throws IOException {
    List<String[]> rows = new ArrayList<>();
    for (Path part : files(nation.resolve("register"))) {
      Files.readAllLines(part).stream().skip(1).forEach(row -> rows.add(row.split(",", -1)));
    }
    return rows;
  }

  @Test
  void moreErrorsThanThereIsRoomForAreRefused() {
    Order order = new Order(10_000, 1, AS_OF, 1, 0, Settings.standard().withErrors(10_000));
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> new Nation(order)).getMessage(),
        startsWith("NO_ROOM"));
  }

  private Path nation(String name, long records, double errors, int threads)
      throws IOException, InterruptedException {
    Path nation = folder.resolve(name);
    new Nation(new Order(records, 11, AS_OF, 1, 0, Settings.standard().withErrors(errors)))
        .write(nation, threads, done -> {});
    return nation;
  }

  /**
   * The lines of every upload, with its characters as bytes: commas and digits are the same in all
   * encodings.
   */
  private static Map<String, List<String>> uploads(Path nation) throws IOException {
    Map<String, List<String>> uploads = new TreeMap<>();
    for (Path upload : files(nation.resolve("uploads"))) {
      uploads.put(
          upload.getFileName().toString(),
          List.of(Files.readString(upload, StandardCharsets.ISO_8859_1).split("\r?\n")));
    }
    return uploads;
  }
}
