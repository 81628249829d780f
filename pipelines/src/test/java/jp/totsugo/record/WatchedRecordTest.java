package jp.totsugo.record;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.RuleSettingsFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No question to a record escapes the watch over it. */
class WatchedRecordTest {
  /** What each question without a column reads; one that does not stand here fails. */
  private static final Map<String, Set<Column>> QUESTIONS =
      Map.of(
          "birthdate", Set.of(Column.BIRTHDATE),
          "sex", Set.of(Column.SEX),
          "isEnrolled", Set.of(Column.QUALIFICATION, Column.DISQUALIFICATION),
          "hasPeriod", Set.of(Column.QUALIFICATION, Column.DISQUALIFICATION),
          "hasTwelveDigits", Set.of(Column.MY_NUMBER),
          "hasRightCheckDigit", Set.of(Column.MY_NUMBER),
          "hasValidNumber", Set.of(Column.MY_NUMBER),
          "myNumber", Set.of(Column.MY_NUMBER),
          "ownInsurer", Set.of(Column.INSURER_NUMBER),
          "insurer", Set.of(Column.INSURER_NUMBER));

  /** What is asked before the rules are, or speaks of no column. */
  private static final Set<String> NO_QUESTIONS =
      Set.of(
          "beginFile",
          "pointTo",
          "charClasses",
          "field",
          "bytesOf",
          "partStart",
          "partEnd",
          "complete",
          "text",
          "asOf",
          "uploader");

  private static Stream<Method> methods() {
    return Arrays.stream(RecordView.class.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .filter(method -> !NO_QUESTIONS.contains(method.getName()));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void a_question_to_a_record_is_noted(Method method) throws ReflectiveOperationException {
    RuleSettings settings = RuleSettingsFile.defaults(LocalDate.of(2026, 4, 1));
    WatchedRecord record =
        new WatchedRecord(settings.charClasses(), settings.fillers(), settings.asOf());
    Map<Column, String> fields = new EnumMap<>(Column.class);
    Arrays.stream(Column.values()).forEach(column -> fields.put(column, "20200401"));
    record.pointTo(new TreeMap<>(fields), InsurerNumber.UNKNOWN);
    assertThat(record.asked().isEmpty(), is(true));

    method.invoke(
        record,
        Arrays.stream(method.getParameterTypes()).map(WatchedRecordTest::argument).toArray());

    if (method.getParameterCount() > 0) {
      assertThat(record.asked(), is(Set.of(Column.ADDRESS)));
    } else {
      assertThat("what does it read?", QUESTIONS.keySet(), hasItem(method.getName()));
      assertThat(record.asked(), is(QUESTIONS.get(method.getName())));
      assertThat(record.asked(), is(not(Set.of())));
    }
  }

  private static Object argument(Class<?> type) {
    return type == Column.class ? Column.ADDRESS : type == char.class ? (Object) '2' : (Object) 0;
  }
}
