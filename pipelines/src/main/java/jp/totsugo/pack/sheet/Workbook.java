package jp.totsugo.pack.sheet;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipException;
import javax.xml.stream.XMLStreamConstants;
import jp.totsugo.pack.sheet.UnusableFileException.Cause;
import jp.totsugo.upload.file.InputFile;
import org.apache.commons.compress.archivers.zip.UnsupportedZipFeatureException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A workbook as spreadsheets save it today (Office Open XML, transitional or strict). Of its parts
 * only those are unpacked that say what stands in cells; formats, pictures, formulas and links are
 * never looked at.
 */
final class Workbook implements Closeable {
  private static final int MOST_SHEETS = 1_000;

  private final ZipFile zip;
  private final Unpacked unpacked;
  private final Map<String, ZipArchiveEntry> parts = new HashMap<>();
  private final List<Sheet> sheets = new ArrayList<>();
  private final SharedStrings shared;
  private boolean countsFrom1904;

  private record Sheet(String name, String part) {}

  /** Where a relation of a part leads. */
  private record Relation(String type, String target) {}

  private Workbook(ZipFile zip, Path file, Path work) throws IOException {
    this.zip = zip;
    unpacked = new Unpacked(Files.size(file));
    shared = new SharedStrings(work);
  }

  /**
   * Hands over all rows of all sheets.
   *
   * @param file a zip
   * @param work a folder that only its owner can read
   */
  static void read(Path file, Path work, SheetVisitor visitor)
      throws IOException, UnusableFileException {
    ZipDirectory.check(file);
    try (Workbook workbook = new Workbook(open(file), file, work)) {
      workbook.look();
      workbook.readSheets(visitor);
    } catch (Unpacked.TooMuchException e) {
      throw new UnusableFileException(Cause.UNPACKS_TOO_LARGE);
    } catch (UnsupportedZipFeatureException e) {
      throw new UnusableFileException(Cause.UNKNOWN_WAY);
    } catch (ZipException e) {
      throw new UnusableFileException(Cause.DAMAGED);
    }
  }

  private static ZipFile open(Path file) throws IOException, UnusableFileException {
    SeekableByteChannel channel = Files.newByteChannel(file);
    try {
      return ZipFile.builder().setSeekableByteChannel(channel).get();
    } catch (IOException | IllegalArgumentException e) {
      channel.close();
      throw new UnusableFileException(Cause.DAMAGED);
    }
  }

  /** Finds the sheets and the shared texts. */
  private void look() throws IOException, UnusableFileException {
    long size = 0;
    boolean holdsWorkbook = false;
    for (Enumeration<ZipArchiveEntry> entries = zip.getEntries(); entries.hasMoreElements(); ) {
      ZipArchiveEntry entry = entries.nextElement();
      if (entry.getGeneralPurposeBit().usesEncryption()) {
        throw new UnusableFileException(Cause.UNKNOWN_WAY);
      }
      String name = folded(entry.getName());
      size += Math.max(0, entry.getSize());
      unpacked.expect(size);
      refuseByName(name);
      holdsWorkbook |= name.endsWith(".xlsx") || name.endsWith(".csv");
      parts.putIfAbsent(name, entry);
    }
    ZipArchiveEntry contentTypes = parts.get("[content_types].xml");
    if (contentTypes == null) {
      boolean isOpenDocument = parts.containsKey("mimetype") && parts.containsKey("content.xml");
      throw new UnusableFileException(
          isOpenDocument ? Cause.OPEN_DOCUMENT : holdsWorkbook ? Cause.ARCHIVE : Cause.NO_SHEET);
    }
    refuseByContentTypes(contentTypes);
    String workbook = "xl/workbook.xml";
    for (Relation relation : relations("").values()) {
      if (relation.type().equals("officeDocument")) {
        workbook = relation.target();
      }
    }
    readWorkbook(workbook);
  }

  private static void refuseByName(String name) throws UnusableFileException {
    if (name.contains("vbaproject") || name.startsWith("xl/macrosheets/")) {
      throw new UnusableFileException(Cause.MACROS);
    }
    if (name.startsWith("xl/externallinks/") || name.equals("xl/connections.xml")) {
      throw new UnusableFileException(Cause.EXTERNAL_LINKS);
    }
    if (name.endsWith("workbook.bin")) {
      throw new UnusableFileException(Cause.BINARY_WORKBOOK);
    }
  }

  /**
   * Whether a type says something of the workbook: some programs name the types of all endings that
   * there are, those of macros too.
   *
   * @param ending null for the type of a single part
   */
  private boolean isOfAPart(String ending) {
    return ending == null
        || parts.keySet().stream().anyMatch(name -> name.endsWith("." + folded(ending)));
  }

  private void refuseByContentTypes(ZipArchiveEntry part)
      throws IOException, UnusableFileException {
    try (PartReader reader = open(part)) {
      for (int event = reader.next();
          event != XMLStreamConstants.END_DOCUMENT;
          event = reader.next()) {
        if (event == XMLStreamConstants.START_ELEMENT && isOfAPart(reader.attribute("Extension"))) {
          String type = folded(String.valueOf(reader.attribute("ContentType")));
          if (type.contains("macro") || type.contains("vbaproject")) {
            throw new UnusableFileException(Cause.MACROS);
          }
          if (type.contains("externallink")) {
            throw new UnusableFileException(Cause.EXTERNAL_LINKS);
          }
        }
      }
    }
  }

  private void readWorkbook(String path) throws IOException, UnusableFileException {
    ZipArchiveEntry part = parts.get(path);
    if (part == null) {
      throw new UnusableFileException(Cause.NO_SHEET);
    }
    Map<String, Relation> relations = relations(path);
    boolean isWorkbook = false;
    try (PartReader reader = open(part)) {
      for (int event = reader.next();
          event != XMLStreamConstants.END_DOCUMENT;
          event = reader.next()) {
        if (event != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        switch (reader.name()) {
          case "workbook" -> isWorkbook = true;
          case "workbookPr" -> countsFrom1904 = isTrue(reader.attribute("date1904"));
          case "sheet" -> addSheet(reader, relations);
          default -> {}
        }
      }
    }
    if (!isWorkbook) {
      throw new UnusableFileException(Cause.NO_SHEET);
    }
    for (Relation relation : relations.values()) {
      if (relation.type().equals("externalLink") || relation.type().equals("externalLinkPath")) {
        throw new UnusableFileException(Cause.EXTERNAL_LINKS);
      }
      if (relation.type().equals("sharedStrings") && parts.containsKey(relation.target())) {
        readShared(parts.get(relation.target()));
      }
    }
    shared.finish();
  }

  private static boolean isTrue(String attribute) {
    return "1".equals(attribute) || "true".equals(attribute);
  }

  private void addSheet(PartReader reader, Map<String, Relation> relations)
      throws UnusableFileException {
    Relation relation = relations.get(String.valueOf(reader.prefixedAttribute("id")));
    String name = reader.attribute("name");
    if (relation != null && relation.type().equals("worksheet") && name != null) {
      if (sheets.size() == MOST_SHEETS) {
        throw new UnusableFileException(Cause.TOO_MANY_PARTS);
      }
      sheets.add(new Sheet(name, relation.target()));
    }
  }

  /**
   * The relations of a part, by their ids.
   *
   * @param path empty for the file itself
   */
  private Map<String, Relation> relations(String path) throws IOException, UnusableFileException {
    int slash = path.lastIndexOf('/');
    String folder = path.substring(0, slash + 1);
    ZipArchiveEntry part = parts.get(folder + "_rels/" + path.substring(slash + 1) + ".rels");
    Map<String, Relation> relations = new HashMap<>();
    if (part == null) {
      return relations;
    }
    try (PartReader reader = open(part)) {
      for (int event = reader.next();
          event != XMLStreamConstants.END_DOCUMENT;
          event = reader.next()) {
        if (event == XMLStreamConstants.START_ELEMENT && reader.name().equals("Relationship")) {
          String type = String.valueOf(reader.attribute("Type"));
          String target = String.valueOf(reader.attribute("Target"));
          relations.put(
              String.valueOf(reader.attribute("Id")),
              new Relation(
                  type.substring(type.lastIndexOf('/') + 1), resolved(folder, folded(target))));
          if (relations.size() > ZipDirectory.MOST_ENTRIES) {
            throw new UnusableFileException(Cause.TOO_MANY_PARTS);
          }
        }
      }
    }
    return relations;
  }

  /** A name of a part from the folder that a relation starts from. */
  private static String resolved(String folder, String target) {
    if (target.startsWith("/")) {
      return target.substring(1);
    }
    String from = folder;
    String to = target;
    while (to.startsWith("../") || to.startsWith("./")) {
      if (to.startsWith("../")) {
        from = from.substring(0, from.lastIndexOf('/', from.length() - 2) + 1);
      }
      to = to.substring(to.indexOf('/') + 1);
    }
    return from + to;
  }

  /** Names of parts go without regard to case. */
  private static String folded(String name) {
    return name.replace('\\', '/').toLowerCase(Locale.ROOT);
  }

  private void readShared(ZipArchiveEntry part) throws IOException, UnusableFileException {
    StringBuilder text = new StringBuilder();
    boolean isText = false;
    int phonetic = 0;
    try (PartReader reader = open(part)) {
      for (int event = reader.next();
          event != XMLStreamConstants.END_DOCUMENT;
          event = reader.next()) {
        switch (event) {
          case XMLStreamConstants.START_ELEMENT -> {
            switch (reader.name()) {
              case "si" -> text.setLength(0);
              case "t" -> isText = phonetic == 0;
              case "rPh" -> phonetic++;
              default -> {}
            }
          }
          case XMLStreamConstants.END_ELEMENT -> {
            switch (reader.name()) {
              case "si" -> shared.add(CellText.of(text));
              case "t" -> isText = false;
              case "rPh" -> phonetic--;
              default -> {}
            }
          }
          case XMLStreamConstants.CHARACTERS,
              XMLStreamConstants.CDATA,
              XMLStreamConstants.SPACE -> {
            if (isText) {
              reader.addText(text);
            }
          }
          default -> {}
        }
      }
    }
  }

  private void readSheets(SheetVisitor visitor) throws IOException, UnusableFileException {
    SheetRow row = new SheetRow(shared);
    if (countsFrom1904) {
      row.countFrom1904();
    }
    CellCount cells = new CellCount();
    for (Sheet sheet : sheets) {
      ZipArchiveEntry part = parts.get(sheet.part());
      if (part == null) {
        throw new UnusableFileException(Cause.DAMAGED);
      }
      visitor.sheet(sheet.name());
      try (PartReader reader = open(part)) {
        new WorksheetReader(reader, row, cells).read(visitor);
      }
    }
  }

  private PartReader open(ZipArchiveEntry part) throws IOException, UnusableFileException {
    InputStream in;
    try {
      in = zip.getInputStream(part);
    } catch (IOException e) {
      if (InputFile.saysNothingOfTheFile(e)) {
        throw e;
      }
      throw new UnusableFileException(Cause.DAMAGED);
    }
    return new PartReader(unpacked.counted(in));
  }

  @Override
  public void close() throws IOException {
    try (zip) {
      shared.close();
    }
  }
}
