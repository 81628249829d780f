package jp.totsugo.pack.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jp.totsugo.pack.lock.LockFile;
import jp.totsugo.pack.lock.PackKeys;
import jp.totsugo.pack.sheet.UnusableFileException.Cause;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Workbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of which nobody knows who made them. */
class SheetFileTest {
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String SHEET = "xl/worksheets/sheet1.xml";
  private static final String SHARED = "xl/sharedStrings.xml";

  @TempDir Path folder;
  private Path file;
  private Path work;

  /** The parts of a small workbook, to be changed. */
  private final Map<String, String> parts = new LinkedHashMap<>();

  @BeforeEach
  void makeParts() throws IOException {
    file = folder.resolve("file.xlsx");
    work = Files.createDirectory(folder.resolve("work"));
    parts.put(
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats"
            + "-officedocument.spreadsheetml.sheet.main+xml\"/></Types>");
    parts.put("_rels/.rels", relations("officeDocument", "xl/workbook.xml"));
    parts.put(
        "xl/workbook.xml",
        "<workbook xmlns=\""
            + MAIN
            + "\" xmlns:r=\""
            + RELATIONS
            + "\">"
            + "<workbookPr/><sheets><sheet name=\"一覧\" sheetId=\"1\" r:id=\"r1\"/></sheets>"
            + "</workbook>");
    parts.put(
        "xl/_rels/workbook.xml.rels",
        relations("worksheet", "worksheets/sheet1.xml", "sharedStrings", "sharedStrings.xml"));
    parts.put(SHARED, shared("<si><t>共有</t></si>"));
    parts.put(SHEET, sheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"));
  }

  private static String relations(String... typesAndTargets) {
    StringBuilder relations =
        new StringBuilder(
            "<Relationships"
                + " xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (int i = 0; i < typesAndTargets.length; i += 2) {
      relations
          .append("<Relationship Id=\"r" + (i / 2 + 1) + "\" Type=\"" + RELATIONS + "/")
          .append(typesAndTargets[i] + "\" Target=\"" + typesAndTargets[i + 1] + "\"/>");
    }
    return relations.append("</Relationships>").toString();
  }

  private static String sheet(String rows) {
    return "<worksheet xmlns=\"" + MAIN + "\"><sheetData>" + rows + "</sheetData></worksheet>";
  }

  private static String shared(String texts) {
    return "<sst xmlns=\"" + MAIN + "\">" + texts + "</sst>";
  }

  private void write() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(UTF_8));
      }
    }
  }

  /** Every row, as sheet, line and cells; and why the file is refused, if it is. */
  private List<String> read() throws IOException {
    return read(PackKeys.NONE);
  }

  private List<String> read(PackKeys keys) throws IOException {
    List<String> read = new ArrayList<>();
    SheetVisitor visitor =
        new SheetVisitor() {
          private String sheet;

          @Override
          public void sheet(String name) {
            sheet = name;
          }

          @Override
          public void row(SheetRow row) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < row.columns(); i++) {
              cells.add(row.text(i) + (row.isNumber(i) ? "#" : "") + (row.isFormula(i) ? "=" : ""));
            }
            read.add(sheet + " " + row.line() + " " + String.join("|", cells));
          }

          @Override
          public void unreadable(long line) {
            read.add(sheet + " " + line + " unreadable");
          }
        };
    try {
      SheetFile.read(file, work, keys, visitor);
    } catch (UnusableFileException e) {
      read.add(e.reason().name());
    }
    try (Stream<Path> left = Files.list(work)) {
      assertThat("nothing is left in the work folder", left.toList(), is(empty()));
    }
    return read;
  }

  private List<String> readParts() throws IOException {
    write();
    return read();
  }

  private void assertRefused(Cause cause) throws IOException {
    List<String> read = read();
    assertThat(read.get(read.size() - 1), is(cause.name()));
  }

  @Test
  void cells_are_read_however_programs_write_them() throws IOException {
    parts.put(
        SHARED,
        shared(
            "<si><t>共有</t></si>"
                + "<si><r><rPr><b/></rPr><t>太</t></r><r><t xml:space=\"preserve\"> 字</t></r></si>"
                + "<si><t>漢字</t><rPh sb=\"0\" eb=\"2\"><t>カンジ</t></rPh><phoneticPr/></si>"
                + "<si><t/></si><si><t>a_x0009_b_x005F_x0041_</t></si>"));
    parts.put(
        SHEET,
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><!-- by hand -->"
            + sheet(
                "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"s\"><v>1</v></c>"
                    + "<c r=\"D2\" t=\"inlineStr\"><is><t>中&amp;に<![CDATA[<&]]></t></is></c>"
                    + "<c r=\"E2\"><v>46143</v></c><c r=\"F2\" t=\"str\"><f>A2</f><v>式</v></c>"
                    + "<c r=\"G2\" t=\"b\"><v>1</v></c><c r=\"H2\" t=\"e\"><v>#N/A</v></c>"
                    + "<c r=\"I2\" s=\"3\"/><c r=\"J2\" t=\"d\"><v>2026-05-01</v></c>"
                    + "<c r=\"K2\" t=\"s\"><v>2</v></c><c r=\"L2\" t=\"s\"><v>3</v></c>"
                    + "<c r=\"M2\" t=\"s\"><v>4</v></c><c r=\"N2\"><f>1+1</f></c></row>"
                    + "<row><c t=\"n\"><v>1.5E3</v></c><c><v>2</v></c></row>"
                    + "<row r=\"9\"><c r=\"AB9\"><v>7</v></c></row><row r=\"10\"/>"));

    assertThat(
        readParts(),
        contains(
            "一覧 2 共有||太 字|中&に<&|46143#|式=|1|#N/A||2026-05-01|漢字||a\tb_x0041_|=",
            "一覧 3 1.5E3#|2#",
            "一覧 9 " + "|".repeat(27) + "7#"));
  }

  @Test
  void a_strict_workbook_with_other_prefixes_and_places_is_read() throws IOException {
    parts.clear();
    parts.put("[Content_Types].xml", "<Types/>");
    parts.put("_rels/.rels", relations("officeDocument", "/Office/Book.xml"));
    parts.put(
        "office/book.xml",
        "<x:workbook xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\""
            + " xmlns:rel=\"http://purl.oclc.org/ooxml/officeDocument/relationships\"><x:sheets><x:sheet"
            + " name=\"a\" sheetId=\"1\" rel:id=\"r1\"/></x:sheets></x:workbook>");
    parts.put("office/_rels/book.xml.rels", relations("worksheet", "../Sheets/One.xml"));
    parts.put(
        "sheets/one.xml",
        "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData>"
            + "<x:row r=\"1\"><x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t>厳格</x:t></x:is></x:c>"
            + "</x:row></x:sheetData></x:worksheet>");

    assertThat(readParts(), contains("a 1 厳格"));
  }

  @Test
  void a_sheet_that_says_that_it_is_huge_takes_no_more_than_it_holds() throws IOException {
    parts.put(
        SHEET,
        "<worksheet xmlns=\""
            + MAIN
            + "\"><dimension ref=\"A1:XFD1048576\"/>"
            + "<cols><col min=\"1\" max=\"16384\"/></cols><sheetData>"
            + "<row r=\"1\" spans=\"1:16384\"><c r=\"A1\"><v>1</v></c></row>"
            + "<row r=\"1048576\" spans=\"1:16384\"><c r=\"XFD1048576\"><v>2</v></c>"
            + "<c r=\"B1048576\"><v>3</v></c></row></sheetData></worksheet>");

    assertThat(readParts(), contains("一覧 1 1#", "一覧 1048576 |3#"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<row r=\"1048577\"><c><v>1</v></c></row>",
        "<row r=\"x\"><c><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"AAAAAAAAAAAAA1\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99999999999</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>1</v></row>",
        "<row r=\"1\"><c r=\"A1\"><v>\u0001</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c>",
      })
  void a_damaged_sheet_is_refused(String rows) throws IOException {
    parts.put(SHEET, sheet(rows));
    write();
    assertRefused(Cause.DAMAGED);
  }

  @Test
  void a_shared_text_that_is_not_there_is_empty() throws IOException {
    parts.put(SHEET, sheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>5</v></c><c><v>1</v></c></row>"));
    assertThat(readParts(), contains("一覧 1 |1#"));
  }

  @ParameterizedTest
  @ValueSource(strings = {SHEET, SHARED, "xl/workbook.xml", "_rels/.rels", "[Content_Types].xml"})
  void a_document_type_is_refused_in_every_part(String part) throws IOException {
    parts.put(
        part,
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">"
            + "<!ENTITY c SYSTEM \"file:///etc/passwd\">]>"
            + parts.get(part).replace("</", "&b;&c;</"));
    write();
    assertRefused(Cause.DOCUMENT_TYPE);
  }

  @Test
  void an_entity_without_a_document_type_is_refused() throws IOException {
    parts.put(SHARED, shared("<si><t>&passwd;</t></si>"));
    write();
    assertRefused(Cause.DOCUMENT_TYPE);
  }

  @ParameterizedTest
  @CsvSource({
    "xl/vbaProject.bin,MACROS",
    "xl/VBAPROJECT.BIN,MACROS",
    "xl/macrosheets/sheet1.xml,MACROS",
    "xl/externalLinks/externalLink1.xml,EXTERNAL_LINKS",
    "xl/connections.xml,EXTERNAL_LINKS",
    "xl/workbook.bin,BINARY_WORKBOOK"
  })
  void macros_and_links_to_elsewhere_are_refused_by_their_parts(String part, Cause cause)
      throws IOException {
    parts.put(part, "anything");
    write();
    assertRefused(cause);
  }

  @Test
  void a_workbook_made_for_macros_is_refused_whatever_it_is_called() throws IOException {
    parts.computeIfPresent(
        "[Content_Types].xml",
        (name, types) ->
            types.replace(
                "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main",
                "vnd.ms-excel.sheet.macroEnabled.main"));
    write();
    assertRefused(Cause.MACROS);
  }

  @Test
  void the_type_of_an_ending_counts_only_where_a_part_has_it() throws IOException {
    String bin =
        "<Default Extension=\"bin\" ContentType=\"application/vnd.ms-excel.macroEnabled\"/>";
    parts.computeIfPresent(
        "[Content_Types].xml", (name, types) -> types.replace("</Types>", bin + "</Types>"));
    assertThat(readParts(), contains("一覧 1 共有"));

    parts.put("xl/some.BIN", "anything");
    write();
    assertRefused(Cause.MACROS);
  }

  @Test
  void a_link_of_a_cell_to_a_page_is_no_link_of_the_workbook() throws IOException {
    parts.put(
        "xl/worksheets/_rels/sheet1.xml.rels",
        relations("hyperlink", "mailto:sato@example.jp")
            .replace("/>", " TargetMode=\"External\"/>"));
    assertThat(readParts(), contains("一覧 1 共有"));
  }

  /** A member of as many spaces as wanted. */
  private void writeBomb(String part, long bytes, String before, String after) throws IOException {
    String name = part;
    parts.remove(name);
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (Map.Entry<String, String> other : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(other.getKey()));
        zip.write(other.getValue().getBytes(UTF_8));
      }
      zip.putNextEntry(new ZipEntry(name));
      zip.write(before.getBytes(UTF_8));
      byte[] spaces = " ".repeat(1 << 20).getBytes(UTF_8);
      for (long left = bytes; left > 0; left -= spaces.length) {
        zip.write(spaces);
      }
      zip.write(after.getBytes(UTF_8));
    }
  }

  @ParameterizedTest
  @CsvSource({"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/media/image1.png"})
  void hundreds_of_megabytes_of_nothing_are_refused_before_they_are_there(String part)
      throws IOException {
    writeBomb(part, 400L << 20, "<x>", "</x>");
    assertThat(Files.size(file), lessThan(1L << 20));
    long used = usedMemory();
    long start = System.nanoTime();
    assertRefused(Cause.UNPACKS_TOO_LARGE);
    assertThat("seconds", (System.nanoTime() - start) / 1_000_000_000L, lessThan(20L));
    assertThat("memory", usedMemory() - used, lessThan(128L << 20));
  }

  @Test
  void a_bomb_that_lies_about_its_size_is_refused_all_the_same() throws IOException {
    writeBomb(SHEET, 400L << 20, "<x>", "</x>");
    byte[] bytes = Files.readAllBytes(file);
    int directory = indexOf(bytes, new byte[] {'P', 'K', 1, 2}, 0);
    for (int at = directory; at >= 0; at = indexOf(bytes, new byte[] {'P', 'K', 1, 2}, at + 4)) {
      // The size that the directory names.
      bytes[at + 24] = 10;
      bytes[at + 25] = 0;
      bytes[at + 26] = 0;
      bytes[at + 27] = 0;
    }
    Files.write(file, bytes);
    assertRefused(Cause.UNPACKS_TOO_LARGE);
  }

  private static int indexOf(byte[] bytes, byte[] wanted, int from) {
    for (int i = from; i + wanted.length <= bytes.length; i++) {
      if (java.util.Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  private static long usedMemory() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void many_million_cells_of_nothing_are_refused() throws IOException {
    parts.remove(SHEET);
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (Map.Entry<String, String> other : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(other.getKey()));
        zip.write(other.getValue().getBytes(UTF_8));
      }
      // Something large that does not pack, so that the cells are no bomb by their ratio.
      byte[] noise = new byte[3 << 20];
      new Random(1).nextBytes(noise);
      zip.putNextEntry(new ZipEntry("noise.bin"));
      zip.write(noise);
      zip.setLevel(Deflater.BEST_SPEED);
      zip.putNextEntry(new ZipEntry(SHEET));
      zip.write(("<worksheet xmlns=\"" + MAIN + "\"><sheetData><row>").getBytes(UTF_8));
      byte[] cells = "<c/>".repeat(16_000).getBytes(UTF_8);
      for (int i = 0; i < 260 * 16; i++) {
        zip.write(cells);
        zip.write("</row><row>".getBytes(UTF_8));
      }
      zip.write("</row></sheetData></worksheet>".getBytes(UTF_8));
    }
    assertRefused(Cause.TOO_MANY_CELLS);
  }

  @Test
  void many_shared_texts_are_kept_on_disk() throws IOException {
    int count = 600_000;
    StringBuilder texts = new StringBuilder();
    for (int i = 0; i < count; i++) {
      texts.append("<si><t>共有されるテキスト番号").append(i * 7919L % count).append("</t></si>");
    }
    parts.put(SHARED, shared(texts.toString()));
    parts.put(
        SHEET,
        sheet(
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c t=\"s\"><v>599999</v></c>"
                + "<c t=\"s\"><v>123456</v></c><c t=\"s\"><v>600000</v></c></row>"));
    assertThat(
        readParts(),
        contains(
            "一覧 1 共有されるテキスト番号0|共有されるテキスト番号"
                + 599_999 * 7919L % count
                + "|共有されるテキスト番号"
                + 123456 * 7919L % count
                + "|"));
  }

  @Test
  void more_parts_than_any_workbook_has_are_refused() throws IOException {
    for (int i = 0; i < 5_000; i++) {
      parts.put("xl/media/" + i, "");
    }
    write();
    assertRefused(Cause.TOO_MANY_PARTS);
  }

  @Test
  void more_names_than_any_workbook_has_are_refused() throws IOException {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      names.append("<n").append(i).append("/>");
    }
    parts.put(SHEET, sheet(names.toString()));
    write();
    assertRefused(Cause.DAMAGED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"depth", "attributes", "attribute"})
  void xml_that_is_made_to_fill_the_memory_is_refused(String kind) throws IOException {
    String rows =
        switch (kind) {
          case "depth" -> "<row>".repeat(100_000);
          case "attributes" -> {
            StringBuilder attributes = new StringBuilder("<row");
            for (int i = 0; i < 100_000; i++) {
              attributes.append(" a").append(i).append("=\"\"");
            }
            yield attributes + "/>";
          }
          default -> "<row a=\"" + "a".repeat(10_000_000) + "\"/>";
        };
    parts.put(SHEET, sheet(rows));
    write();
    assertRefused(Cause.DAMAGED);
  }

  @Test
  void a_row_of_endless_texts_is_refused() throws IOException {
    String cell = "<c t=\"inlineStr\"><is><t>" + "a".repeat(40_000) + "</t></is></c>";
    parts.put(SHEET, sheet("<row>" + cell.repeat(500) + "</row>"));
    write();
    assertRefused(Cause.TOO_MANY_CELLS);
  }

  @Test
  void a_zip_within_a_zip_is_never_opened() throws IOException {
    write();
    byte[] inner = Files.readAllBytes(file);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("06132013_2026-04-01.xlsx"));
      zip.write(inner);
    }
    assertRefused(Cause.ARCHIVE);
  }

  @Test
  void a_text_document_and_an_empty_zip_are_no_workbooks() throws IOException {
    parts.remove("xl/workbook.xml");
    parts.put("word/document.xml", "<document/>");
    write();
    assertRefused(Cause.NO_SHEET);
    new ZipOutputStream(Files.newOutputStream(file)).close();
    assertRefused(Cause.NO_SHEET);
  }

  @Test
  void open_document_is_refused() throws IOException {
    parts.clear();
    parts.put("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    parts.put("content.xml", "<office:document-content/>");
    write();
    assertRefused(Cause.OPEN_DOCUMENT);
  }

  @Test
  void an_old_workbook_is_refused() throws IOException {
    try (Workbook workbook = new HSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      workbook.createSheet("一覧").createRow(0).createCell(0).setCellValue("指摘番号");
      workbook.write(out);
    }
    assertRefused(Cause.OLD_WORKBOOK);
  }

  /** Locks the file as Excel does. */
  private void lock(String password) throws Exception {
    byte[] plain = Files.readAllBytes(file);
    try (POIFSFileSystem container = new POIFSFileSystem();
        OutputStream out = Files.newOutputStream(file)) {
      Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword(password);
      try (OutputStream encrypted = encryptor.getDataStream(container)) {
        encrypted.write(plain);
      }
      container.writeFilesystem(out);
    }
  }

  private PackKeys keys(String password) throws Exception {
    Path locks = folder.resolve("locks.csv");
    Files.writeString(locks, "insurer,password\n06132013," + password + "\n");
    return PackKeys.NONE.with(LockFile.read(locks));
  }

  @Test
  void a_locked_workbook_is_opened_only_with_its_password() throws Exception {
    write();
    lock("himitsu");

    assertRefused(Cause.NO_PASSWORDS);
    assertThat(read(keys("betsu")), contains(Cause.WRONG_PASSWORD.name()));
    assertThat(read(keys("himitsu")), contains("一覧 1 共有"));
  }

  @Test
  void what_is_in_a_locked_file_is_as_untrusted_as_any_other() throws Exception {
    writeBomb(SHEET, 400L << 20, "<x>", "</x>");
    lock("himitsu");
    assertThat(read(keys("himitsu")), contains(Cause.UNPACKS_TOO_LARGE.name()));

    parts.put("xl/vbaProject.bin", "");
    write();
    lock("himitsu");
    assertThat(read(keys("himitsu")), contains(Cause.MACROS.name()));
  }

  @Test
  void a_file_of_age_is_locked() throws IOException {
    Files.writeString(file, "age-encryption.org/v1\n-> X25519 abc\n");
    assertRefused(Cause.NO_IDENTITY);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "%PDF-1.7 ..., PDF",
        "<html><table><tr><td>指摘番号</td></tr></table></html>, HTML",
        "  <!DOCTYPE html>, HTML",
        "<table>, HTML",
        "\"MIME-Version: 1.0\", HTML",
        "<?xml version='1.0'?><Workbook/>, NO_SHEET",
        "PK, DAMAGED"
      })
  void what_is_called_a_workbook_and_is_none_is_refused(String content, Cause cause)
      throws IOException {
    Files.writeString(file, content);
    assertRefused(cause);
  }

  @Test
  void an_empty_file_a_folder_and_noise_are_refused() throws IOException {
    Files.createFile(file);
    assertRefused(Cause.EMPTY);
    Files.write(file, new byte[] {1, 2, 0, 3});
    assertRefused(Cause.NO_SHEET);
    file = folder;
    assertRefused(Cause.NOT_READABLE);
  }

  @Test
  void a_workbook_cut_or_changed_anywhere_is_refused_or_read_and_never_fails() throws IOException {
    write();
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(7);
    for (int i = 0; i < 400; i++) {
      byte[] bytes = whole.clone();
      if (i % 2 == 0) {
        bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length - 1) + 1);
      } else {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file, bytes);
      // Whatever comes of it: no exception, and nothing left behind.
      assertThat(read().size(), lessThan(3));
    }
  }

  @Test
  void a_member_locked_with_a_password_of_zip_is_refused() throws IOException {
    write();
    byte[] bytes = Files.readAllBytes(file);
    int directory = indexOf(bytes, new byte[] {'P', 'K', 1, 2}, 0);
    bytes[directory + 8] |= 1;
    Files.write(file, bytes);
    assertRefused(Cause.UNKNOWN_WAY);
  }

  @Test
  void text_is_read_by_rows_in_every_encoding() throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("\uFEFF指摘番号,回答\n\"a\nb\",1\n\"never closed,2\n,\nc,3\n");
    }
    assertThat(read(), contains(" 1 指摘番号|回答", " 2 a\nb|1", " 4 unreadable", " 6 c|3"));
  }

  @Test
  void parts_that_are_not_packed_are_read() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        byte[] bytes = part.getValue().getBytes(UTF_8);
        ZipEntry entry = new ZipEntry(part.getKey());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
      }
    }
    assertThat(read(), contains("一覧 1 共有"));
  }
}
