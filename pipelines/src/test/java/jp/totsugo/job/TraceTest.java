package jp.totsugo.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** What {@code TOTSUGO_DEBUG} shows of a failure. */
class TraceTest {
  private static final String VALUE = "x%sx".formatted("621498320257");

  /** Libraries put what they cannot read into their messages. */
  static Stream<Executable> failuresOverAValue() {
    return Stream.of(
        () -> Long.parseLong(VALUE),
        () -> LocalDate.parse(VALUE),
        () -> new ObjectMapper().readTree("{" + VALUE + "}"),
        () -> new ObjectMapper().readValue("{\"a\":\"" + VALUE + "\"}", int[].class),
        () -> new Yaml().load("a: [" + VALUE + "\nb: {" + VALUE),
        () -> new Schema.Parser().parse("{\"type\":\"" + VALUE + "\"}"),
        () -> Path.of(VALUE + "\0"),
        () -> Enum.valueOf(RunOptions.Runner.class, VALUE),
        () -> URI.create(VALUE + " "),
        () -> Files.readString(Path.of(VALUE)),
        () -> {
          throw new UncheckedIOException(VALUE, new IOException(VALUE));
        });
  }

  @ParameterizedTest
  @MethodSource("failuresOverAValue")
  void a_trace_has_classes_and_lines_and_no_value(Executable reading) {
    Throwable failure = assertThrows(Throwable.class, reading);
    Throwable wrapped = new IllegalStateException(VALUE, failure);
    wrapped.addSuppressed(failure);
    StringWriter trace = new StringWriter();
    Failures.trace(wrapped, new PrintWriter(trace, true));
    assertThat(trace.toString(), containsString(failure.getClass().getName()));
    assertThat(trace.toString(), containsString("TraceTest.java:"));
    assertThat(trace.toString(), not(containsString(VALUE)));
    if (!(failure instanceof FileSystemException)) {
      assertThat(Failures.explained(wrapped).getMessage(), not(containsString(VALUE)));
    }
  }
}
