package jp.totsugo.page;

import java.util.List;
import jp.totsugo.page.MinistryPage.Row;
import jp.totsugo.page.text.PageText;

/**
 * A part of the table of insurers as a page of its own, where all of them are too many for one.
 *
 * @param part from 1
 * @param parts how many there are
 */
public record InsurerList(MinistryPage page, int part, int parts, List<Row> rows) {
  /** The name of the file, without its ending. */
  public String file() {
    return "insurers-" + part;
  }

  /** From which number on to which. */
  public String range() {
    return rows.get(0).insurer().number() + "–" + rows.get(rows.size() - 1).insurer().number();
  }

  /** The rows of the table. */
  public String html(PageText t) {
    return InsurerRows.of(rows, t);
  }
}
