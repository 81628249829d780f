package jp.totsugo.pack;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Makes the file of what the library for workbooks wrote: packed, the same bytes every time, and
 * with what the library cannot say. It takes the time of the clock for that of the workbook, the
 * empty password for one, and digits in texts for mistakes to be pointed out; and it does not name
 * the style of which the default font is a part, so that LibreOffice takes another font and size.
 */
public final class WorkbookFile {
  private static final String PROPERTIES = "docProps/core.xml";
  private static final String STYLES = "xl/styles.xml";
  private static final String SHEETS = "xl/worksheets/sheet";
  private static final Pattern CREATED =
      Pattern.compile("(<dcterms:created [^>]*>)[^<]*(</dcterms:created>)");

  /** Those are in no order. */
  private static final Pattern MERGED = Pattern.compile("<mergeCell [^>]*>");

  private static final String END_OF_FORMATS = "</cellXfs>";
  private static final String NORMAL =
      "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\""
          + " builtinId=\"0\"/></cellStyles>";

  private static final String END_OF_MERGED = "</mergeCells>";
  private static final String EMPTY_PASSWORD = "<sheetProtection password=\"0\" ";
  private static final String NO_PASSWORD = "<sheetProtection ";
  private static final String END_OF_PAGES = "</headerFooter>";
  private static final String DIGITS_ARE_TEXT =
      "<ignoredErrors><ignoredError sqref=\"A1:XFD1048576\" numberStoredAsText=\"1\""
          + " twoDigitTextYear=\"1\"/></ignoredErrors>";

  private WorkbookFile() {}

  /**
   * Makes the file.
   *
   * @param raw what the library wrote
   * @param file closed when it is made
   * @param day of the workbook
   */
  public static void make(RawBook raw, OutputStream file, LocalDate day) throws IOException {
    try (ZipFile parts = ZipFile.builder().setSeekableByteChannel(raw.toRead()).get();
        ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(file, 64 * 1024))) {
      for (ZipArchiveEntry part : Collections.list(parts.getEntriesInPhysicalOrder())) {
        ZipEntry entry = new ZipEntry(part.getName());
        entry.setTimeLocal(day.atStartOfDay());
        out.putNextEntry(entry);
        try (InputStream in = parts.getInputStream(part)) {
          copy(entry.getName(), in, out, day);
        }
        out.closeEntry();
      }
    }
  }

  private static void copy(String name, InputStream in, OutputStream out, LocalDate day)
      throws IOException {
    if (name.equals(PROPERTIES)) {
      String properties = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      out.write(bytes(CREATED.matcher(properties).replaceFirst("$1" + day + "T00:00:00Z$2")));
    } else if (name.equals(STYLES)) {
      String styles = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      out.write(bytes(styles.replace(END_OF_FORMATS, END_OF_FORMATS + NORMAL)));
    } else if (name.startsWith(SHEETS)) {
      SheetEnd sheet = new SheetEnd(out);
      in.transferTo(sheet);
      sheet.finish();
    } else {
      in.transferTo(out);
    }
  }

  private static String noted(String text, List<String> all) {
    all.add(text);
    return "";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Passes the rows of a sheet on as they are, and keeps what stands behind them. */
  private static final class SheetEnd extends OutputStream {
    private static final byte[] END_OF_ROWS = bytes("</sheetData>");

    private final OutputStream out;
    private final ByteArrayOutputStream end = new ByteArrayOutputStream();

    /** So many bytes of the end of the rows were the last. */
    private int seen;

    SheetEnd(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      int at = from;
      while (at < from + length && seen < END_OF_ROWS.length) {
        byte b = bytes[at++];
        // Its first byte stands nowhere else in it.
        seen = b == END_OF_ROWS[seen] ? seen + 1 : b == END_OF_ROWS[0] ? 1 : 0;
      }
      out.write(bytes, from, at - from);
      end.write(bytes, at, from + length - at);
    }

    void finish() throws IOException {
      String text = end.toString(StandardCharsets.UTF_8);
      List<String> merged = new ArrayList<>();
      text = MERGED.matcher(text).replaceAll(cell -> noted(cell.group(), merged));
      Collections.sort(merged);
      out.write(
          bytes(
              text.replace(END_OF_MERGED, String.join("", merged) + END_OF_MERGED)
                  .replace(EMPTY_PASSWORD, NO_PASSWORD)
                  .replace(END_OF_PAGES, END_OF_PAGES + DIGITS_ARE_TEXT)));
    }
  }
}
