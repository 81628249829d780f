package jp.totsugo.pack;

import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.ProtectionOption;
import org.dhatim.fastexcel.Worksheet;

/** How cells of a pack look. All of them hold text and wrap it. */
public enum Look {
  TEXT(null, false, Font.USUAL, "left"),
  /** Rows of a group, and of the group behind it. */
  GROUP("FFE2EFDA", false, Font.USUAL, "left"),
  OTHER_GROUP("FFDDEBF7", false, Font.USUAL, "left"),
  /** Asks for something to be done. */
  TO_DO("FFFFF2CC", false, Font.USUAL, "left"),
  /** To be filled in: the only cells that are not locked. */
  ANSWER("FFFFFBE6", true, Font.USUAL, "left"),
  HEADING("FFD9D9D9", false, Font.BOLD, "center"),
  ANSWER_HEADING("FFFFE699", false, Font.BOLD, "center"),
  LABEL("FFF2F2F2", false, Font.BOLD, "left"),
  NUMBER(null, false, Font.USUAL, "right"),
  TITLE(null, false, Font.TITLE, null),
  CHAPTER(null, false, Font.CHAPTER, null),
  /** Without a border. */
  PLAIN(null, false, Font.USUAL, null);

  /** What all cells are set in: its characters are as wide as TextLines takes them to be. */
  public static final String FONT = "BIZ UDゴシック";

  private enum Font {
    USUAL(9, false),
    BOLD(9, true),
    CHAPTER(11, true),
    TITLE(16, true);

    private final int points;
    private final boolean isBold;

    Font(int points, boolean isBold) {
      this.points = points;
      this.isBold = isBold;
    }
  }

  public static final int POINTS = Font.USUAL.points;

  /** Of a line of nine points: other programs have other fonts, some of which need as much. */
  private static final double LINE_POINTS = 13.5;

  private static final String BORDER = "FFBFBFBF";
  private static final String TEXT_FORMAT = "@";

  private final String fill;
  private final boolean isOpen;
  private final Font font;

  /** Of the text; null where the cells have no border. */
  private final String alignment;

  Look(String fill, boolean isOpen, Font font, String alignment) {
    this.fill = fill;
    this.isOpen = isOpen;
    this.font = font;
    this.alignment = alignment;
  }

  /** How high a line of it is, in points. */
  double lineHeight() {
    return LINE_POINTS * font.points / POINTS;
  }

  /** How many characters of the usual size take the room of so many of its own. */
  int room(int width) {
    int room = width * POINTS / font.points;
    return font.isBold ? room * 3 / 4 : room;
  }

  /** Gives cells of one row this look. */
  void set(Worksheet sheet, int row, int from, int to) {
    var style =
        sheet
            .range(row, from, row, to)
            .style()
            .format(TEXT_FORMAT)
            .wrapText(true)
            .verticalAlignment(alignment == null || font == Font.BOLD ? "center" : "top")
            .horizontalAlignment(alignment == null ? "left" : alignment)
            .fontSize(font.points)
            .fontName(FONT);
    if (font.isBold) {
      style.bold();
    }
    if (fill != null) {
      style.fillColor(fill);
    }
    if (alignment != null) {
      style.borderStyle(BorderStyle.THIN).borderColor(BORDER);
    }
    if (isOpen) {
      style.protectionOption(ProtectionOption.LOCKED, false);
    }
    style.set();
  }
}
