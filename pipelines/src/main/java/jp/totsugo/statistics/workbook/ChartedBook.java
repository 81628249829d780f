package jp.totsugo.statistics.workbook;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook with charts. The library writes the sheets; charts, and the day of the workbook
 * instead of the clock's time, are put into its file afterwards, so that equal tables are equal
 * bytes.
 */
final class ChartedBook {
  private static final String SHEETS = "xl/worksheets/sheet";
  private static final String END_OF_SHEET = "</worksheet>";
  private static final String TYPES = "[Content_Types].xml";
  private static final String END_OF_TYPES = "</Types>";
  private static final String PROPERTIES = "docProps/core.xml";
  private static final String DRAWING_TYPE =
      "application/vnd.openxmlformats-officedocument.drawing+xml";
  private static final String CHART_TYPE =
      "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";

  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
  private final Workbook book = new Workbook(raw, "Totsugo", null);
  private final List<String> sheets = new ArrayList<>();
  private final List<List<Chart>> charts = new ArrayList<>();

  ChartedBook(String font, double points) {
    book.setGlobalDefaultFont(font, points);
  }

  /** A new sheet, behind those that there are. */
  Worksheet sheet(String name) {
    sheets.add(name);
    charts.add(new ArrayList<>());
    return book.newWorksheet(name);
  }

  /** A chart of the last sheet. */
  void add(Chart chart) {
    charts.get(charts.size() - 1).add(chart);
  }

  /** Writes the file. */
  void write(Path target, LocalDate day) throws IOException {
    book.finish();
    SortedMap<String, String> parts = new TreeMap<>();
    try (ZipFile file =
        ZipFile.builder()
            .setSeekableByteChannel(new SeekableInMemoryByteChannel(raw.toByteArray()))
            .get()) {
      for (ZipArchiveEntry part : Collections.list(file.getEntries())) {
        try (InputStream in = file.getInputStream(part)) {
          parts.put(part.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    addCharts(parts);
    parts.computeIfPresent(
        PROPERTIES,
        (name, text) ->
            text.replaceFirst("(<dcterms:created [^>]*>)[^<]*", "$1" + day + "T00:00:00Z"));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      // Programs tell by the first part what the file is.
      write(TYPES, parts.remove(TYPES), day, zip);
      for (var part : parts.entrySet()) {
        write(part.getKey(), part.getValue(), day, zip);
      }
    }
  }

  private static void write(String name, String text, LocalDate day, ZipOutputStream zip)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(day.atStartOfDay());
    zip.putNextEntry(entry);
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private void addCharts(SortedMap<String, String> parts) {
    StringBuilder types = new StringBuilder();
    int number = 0;
    for (int i = 0; i < sheets.size(); i++) {
      List<String> targets = new ArrayList<>();
      for (Chart chart : charts.get(i)) {
        String name = "charts/chart" + ++number + ".xml";
        parts.put("xl/" + name, ChartPart.chart(chart, sheets.get(i)));
        types.append(type("/xl/" + name, CHART_TYPE));
        targets.add("../" + name);
      }
      if (!targets.isEmpty()) {
        String drawing = "drawing" + (i + 1) + ".xml";
        parts.put("xl/drawings/" + drawing, ChartPart.drawing(charts.get(i)));
        parts.put("xl/drawings/_rels/" + drawing + ".rels", ChartPart.links("chart", targets));
        parts.put(
            "xl/worksheets/_rels/sheet" + (i + 1) + ".xml.rels",
            ChartPart.links("drawing", List.of("../drawings/" + drawing)));
        types.append(type("/xl/drawings/" + drawing, DRAWING_TYPE));
        parts.computeIfPresent(
            SHEETS + (i + 1) + ".xml",
            (name, text) -> text.replace(END_OF_SHEET, "<drawing r:id=\"rId1\"/>" + END_OF_SHEET));
      }
    }
    parts.computeIfPresent(TYPES, (name, text) -> text.replace(END_OF_TYPES, types + END_OF_TYPES));
  }

  private static String type(String part, String type) {
    return "<Override PartName=\"" + part + "\" ContentType=\"" + type + "\"/>";
  }
}
