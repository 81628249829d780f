package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import com.google.common.io.Resources;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who tries the program: the README shows the same. */
class DemoTest {
  @TempDir Path folder;

  @Test
  void shows_three_months_and_what_became_of_their_issues() throws Exception {
    Path out = folder.resolve("totsugo-demo");
    CommandRun demo = CommandRun.of("demo", "--out", out.toString(), "--lang", "en");

    // Before it stands what any run says at its end.
    String screen = demo.out().replace(out.toString(), "totsugo-demo");
    assertThat(
        screen.substring(screen.indexOf("What was planted there")),
        equalTo(
            Resources.toString(
                Resources.getResource(DemoTest.class, "demo.txt"), StandardCharsets.UTF_8)));
    assertThat(demo.exitCode(), is(0));
  }
}
