package jp.totsugo.cli.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.pack.answered.InsurerReceipt;
import jp.totsugo.pack.answered.PackFile;
import jp.totsugo.pack.answered.ReceivedPacks;
import jp.totsugo.pack.sheet.UnusableFileException;
import jp.totsugo.words.Words;

/** Says what came of the packs that were received. */
public final class ReceiveReport {
  /** As many as a screen holds. */
  private static final int MOST = 20;

  private final ReceivedPacks received;
  private final Words words;

  public ReceiveReport(ReceivedPacks received, Words words) {
    this.received = received;
    this.words = words;
  }

  /** What is wrong with files, what to do, and what else is to be known of them. */
  public List<String> aboutFiles() {
    List<String> sentences = new ArrayList<>();
    for (PackFile file : received.refusedFiles()) {
      sentences.add(
          words.text(
              "receive.file.refused",
              file.name(),
              words.text(
                  (UnusableFileException.isOfLock(file.refused()) ? "locked." : "receive.file.")
                      + file.refused())));
    }
    for (InsurerReceipt receipt : received.receipts()) {
      for (int file : receipt.otherRun()) {
        sentences.add(words.text("receive.file.otherRun", received.files().get(file).name()));
      }
    }
    for (PackFile file : received.files()) {
      if (!file.sameAs().isEmpty()) {
        sentences.add(words.text("receive.file.same", file.name(), file.sameAs()));
      }
    }
    if (sentences.size() > MOST) {
      int more = sentences.size() - MOST;
      sentences = new ArrayList<>(sentences.subList(0, MOST));
      sentences.add(words.text("receive.more", more));
    }
    return sentences;
  }

  /**
   * @param out as it is shown
   */
  public void print(String out, PrintStream to) {
    int refused = received.refusedFiles().size();
    to.println(
        words.text(
            refused == 0 ? "receive.files" : "receive.files.some",
            received.files().size(),
            received.receipts().size(),
            refused));
    to.println(
        words.text(
            "receive.answers",
            received.sum(InsurerReceipt::accepted),
            received.sum(InsurerReceipt::disputes),
            received.sum(InsurerReceipt::refused),
            received.sum(InsurerReceipt::unanswered)));
    if (received.sum(InsurerReceipt::overtaken) > 0) {
      to.println(words.text("receive.answeredSince", received.sum(InsurerReceipt::overtaken)));
    }
    if (received.sum(InsurerReceipt::laterCounts) > 0) {
      to.println(words.text("receive.laterCounts", received.sum(InsurerReceipt::laterCounts)));
    }
    List<InsurerReceipt> toMend =
        received.receipts().stream().filter(receipt -> receipt.toMend() > 0).toList();
    toMend.stream()
        .limit(MOST)
        .forEach(
            receipt ->
                to.println(
                    words.text(
                        "receive.insurer",
                        receipt.insurer(),
                        receipt.toMend(),
                        receipt.accepted())));
    if (toMend.size() > MOST) {
      to.println(words.text("receive.insurers.more", toMend.size() - MOST));
    }
    to.println(words.text("receive.written", out));
  }
}
