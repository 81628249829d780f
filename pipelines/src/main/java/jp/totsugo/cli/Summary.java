package jp.totsugo.cli;

import java.io.PrintStream;
import java.util.Locale;
import jp.totsugo.block.InsurerCounts;
import jp.totsugo.job.RunOptions;
import jp.totsugo.job.RunResult;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.State;
import jp.totsugo.statistics.NationalSummary;

/** What a run says at its end, on one screen. */
final class Summary {
  private Summary() {}

  static void print(RunResult result, RunOptions options, PrintStream out) {
    InsurerCounts total = new NationalSummary(result.tally()).total();
    Messages messages = new Messages(options.language());
    double seconds = result.duration().toMillis() / 1000.0;
    out.printf(
        Locale.ROOT,
        "%,d records in %,d files of %,d insurers, as of %s, in %.1f s%n",
        total.records(),
        result.tally().files().size(),
        result.tally().insurers().size(),
        options.asOf(),
        seconds);
    if (total.unreadable() > 0) {
      out.printf(Locale.ROOT, "%,d unreadable lines%n", total.unreadable());
    }
    if (!result.rejected().isEmpty()) {
      out.printf(Locale.ROOT, "%,d files rejected%n", result.rejected().size());
    }
    out.println();
    for (State state : State.values()) {
      out.printf(
          Locale.ROOT,
          "  %-17s %,13d records  %8.4f %%  %s%n",
          state,
          total.state(state),
          share(total.state(state), total.records()),
          messages.state(state));
    }
    out.println();
    out.printf(
        Locale.ROOT,
        "  records with errors, and their share of %,d registered%n",
        total.registered());
    for (Category category : Category.values()) {
      if (category != Category.RECORD_DEFECT) {
        out.printf(
            Locale.ROOT,
            "  %-17s %,13d records  %8.4f %%  %s%n",
            category,
            total.categoryRecords(category),
            share(total.categoryRecords(category), total.registered()),
            messages.category(category));
      }
    }
    out.println();
    out.printf("queues      %s/corrections/<insurer>/corrections.csv%n", options.out());
    out.printf("statistics  %s/statistics/%n", options.out());
    out.printf("proof       %s/reconciliation.json%n", options.out());
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }
}
