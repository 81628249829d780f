package jp.totsugo.comparison;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.cli.CommandRun;
import jp.totsugo.cli.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunComparisonTest {
  @TempDir Path folder;

  private static List<String> issues(ComparedRun a, ComparedRun b, long mostRows) throws Exception {
    List<String> issues = new ArrayList<>();
    new RunComparison(a, b, mostRows)
        .make(
            (insurer, id, traitA, traitB) ->
                issues.add(insurer + " " + id + " " + (traitA >= 0) + " " + (traitB >= 0)));
    return issues;
  }

  @Test
  void a_queue_that_does_not_fit_into_memory_is_compared_in_parts() throws Exception {
    Path uploads = Sample.uploads(folder);
    Path rules = Files.writeString(folder.resolve("rules.yaml"), "placeholders: ['●']\n");
    CommandRun.ofJob(uploads, folder.resolve("a"));
    CommandRun.ofJob(uploads, folder.resolve("b"), "--rules", rules.toString());
    ComparedRun a = ComparedRun.open(folder.resolve("a"));
    ComparedRun b = ComparedRun.open(folder.resolve("b"));

    List<String> whole = issues(a, b, 1_000_000);

    assertThat(whole.size(), greaterThan(100));
    assertThat(whole, is(whole.stream().sorted().toList()));
    assertThat(issues(a, b, 2), is(whole));
  }

  @Test
  void the_folder_of_a_run_may_be_named_from_within() throws IOException, InterruptedException {
    Path uploads = Sample.uploads(folder);
    CommandRun.ofJob(uploads, folder.resolve("a"));

    CommandRun screen =
        CommandRun.of(
            "compare", folder.resolve("a/statistics/..").toString(), folder.resolve("a") + "/");

    assertThat(screen.exitCode(), is(0));
  }
}
