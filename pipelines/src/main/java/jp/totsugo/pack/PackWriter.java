package jp.totsugo.pack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jp.totsugo.pack.Outcomes.OfInsurer;
import jp.totsugo.pack.lock.Lock;
import jp.totsugo.words.Language;

/**
 * Writes the packs of insurers into a folder: {@code <insurer>_<as-of>.xlsx}, and {@code _2},
 * {@code _3}, … for what one workbook does not hold. Serves several threads.
 */
final class PackWriter {
  private final Path folder;
  private final PackTexts texts;
  private final int mostRows;

  PackWriter(Path folder, Language language) {
    this(folder, language, PackId.MOST_ROWS);
  }

  /**
   * @param mostRows of a workbook
   */
  PackWriter(Path folder, Language language, int mostRows) {
    this.folder = folder;
    this.mostRows = mostRows;
    texts = new PackTexts(language);
  }

  /**
   * Writes the pack of an insurer.
   *
   * @param lock what its workbooks are locked with
   * @param counts of all categories
   * @return how many workbooks it takes
   */
  int write(
      PackHead head, PackList list, List<CategoryCounts> counts, OfInsurer outcomes, Lock lock)
      throws IOException {
    int parts = Math.max(1, Math.max(parts(list.size()), parts(outcomes.rows().size())));
    try (Parts books = new Parts(head, list, counts, outcomes, lock, parts)) {
      list.forEach(books::add);
      books.finish();
    }
    return parts;
  }

  /** What a workbook is called. */
  static String name(PackHead head, int part, Lock lock) {
    return head.insurer() + "_" + head.asOf() + (part == 1 ? "" : "_" + part) + lock.ending();
  }

  private int parts(int rows) {
    return (rows + mostRows - 1) / mostRows;
  }

  /** The workbooks of an insurer, one after the other. */
  private final class Parts implements AutoCloseable {
    private final PackHead head;
    private final PackList list;
    private final List<CategoryCounts> counts;
    private final OfInsurer outcomes;
    private final Lock lock;
    private final int parts;
    private int part;
    private long firstRow = 1;
    private RawBook raw;
    private PackBook book;

    Parts(
        PackHead head,
        PackList list,
        List<CategoryCounts> counts,
        OfInsurer outcomes,
        Lock lock,
        int parts)
        throws IOException {
      this.head = head;
      this.list = list;
      this.counts = counts;
      this.outcomes = outcomes;
      this.lock = lock;
      this.parts = parts;
      begin();
    }

    private void begin() throws IOException {
      part++;
      raw =
          lock == Lock.NONE
              ? RawBook.onDisk(folder.resolve("." + name(head, part, lock) + ".unpacked"))
              : RawBook.inMemory();
      book = new PackBook(raw, texts, head, part, list.actions());
    }

    void add(PackRow row) throws IOException {
      if (book.size() == mostRows) {
        end();
        begin();
      }
      book.add(row);
    }

    void finish() throws IOException {
      end();
      while (part < parts) {
        begin();
        end();
      }
    }

    private void end() throws IOException {
      int size = book.size();
      book.finish(
          new PackCover(
              part,
              parts,
              firstRow,
              list.size(),
              counts,
              outcomes.cleared(),
              outcomes.unobserved(),
              outcomes.askingForAction()),
          outcomesOf(part));
      firstRow += size;
      try (OutputStream file =
          lock.locked(Files.newOutputStream(folder.resolve(name(head, part, lock))), folder)) {
        WorkbookFile.make(raw, file, head.asOf());
      }
      raw.close();
    }

    private List<Outcome> outcomesOf(int wanted) {
      int size = outcomes.rows().size();
      int from = Math.min(size, (wanted - 1) * mostRows);
      return outcomes.rows().subList(from, Math.min(size, from + mostRows));
    }

    /** What failed leaves nothing behind. */
    @Override
    public void close() throws IOException {
      book.close();
      raw.close();
    }
  }
}
