package jp.totsugo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import jp.totsugo.table.JsonFile;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/** All files of an output folder, by their paths in it. */
public final class OutputTree {
  private static final String MANIFEST = "run.json";

  private OutputTree() {}

  public static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** SHA-256 of every file but the manifest, which has times in it. */
  static SortedMap<String, String> hashes(Path folder) throws IOException {
    SortedMap<String, String> hashes = new TreeMap<>();
    for (Path file : files(folder)) {
      if (!file.endsWith(MANIFEST)) {
        hashes.put(name(folder, file), sha256(file));
      }
    }
    return hashes;
  }

  static String sha256(Path file) throws IOException {
    return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
  }

  /**
   * Every file as text: binary tables one JSON row a line under their name with {@code .txt}, the
   * manifest without what differs from run to run or with the version.
   */
  static SortedMap<String, String> texts(Path folder) throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    for (Path file : files(folder)) {
      String name = name(folder, file);
      if (name.endsWith(".avro")) {
        texts.put(name + ".txt", avro(file));
      } else if (name.endsWith(".parquet")) {
        texts.put(name + ".txt", withoutRunId(parquet(file)));
      } else if (name.endsWith(".xlsx")) {
        texts.put(name + ".txt", workbook(file));
      } else if (name.equals(MANIFEST)) {
        texts.put(name, manifest(file));
      } else {
        texts.put(name, withoutRunId(Files.readString(file)));
      }
    }
    return texts;
  }

  /** It is made of the version and the settings too. */
  private static String withoutRunId(String text) {
    return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "RUN");
  }

  private static String name(Path folder, Path file) {
    return folder.relativize(file).toString();
  }

  private static String avro(Path file) throws IOException {
    StringJoiner rows = new StringJoiner("\n", "", "\n");
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      for (GenericRecord row : reader) {
        rows.add(row.toString());
      }
    }
    return rows.toString();
  }

  private static String parquet(Path file) throws IOException {
    StringJoiner rows = new StringJoiner("\n", "", "\n");
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(
                new LocalInputFile(file), new PlainParquetConfiguration())
            .build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        rows.add(row.toString());
      }
    }
    return rows.toString();
  }

  /** The cells of all sheets, and the charts as they stand in the file. */
  private static String workbook(Path file) throws IOException {
    StringJoiner text = new StringJoiner("\n", "", "\n");
    try (ReadableWorkbook book = new ReadableWorkbook(file.toFile());
        ZipFile parts = new ZipFile(file.toFile())) {
      for (Sheet sheet : book.getSheets().toList()) {
        text.add("== " + sheet.getName());
        for (Row row : sheet.read()) {
          text.add(
              row.stream()
                  .map(cell -> cell == null ? "" : cell.getText())
                  .collect(Collectors.joining("\t"))
                  .stripTrailing());
        }
      }
      for (ZipEntry part : Collections.list(parts.entries())) {
        if (part.getName().matches("xl/(charts|drawings)/.*")) {
          text.add("== " + part.getName());
          text.add(new String(parts.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return text.toString();
  }

  private static String manifest(Path file) throws IOException {
    ObjectNode json = (ObjectNode) JsonFile.MAPPER.readTree(file.toFile());
    json.remove(List.of("runId", "start", "end", "versions", "ruleSet", "outputs", "sealSha256"));
    ((ObjectNode) json.get("options")).remove(List.of("uploads", "out"));
    return JsonFile.text(json);
  }

  /** The outputs as the manifest lists them: path, then bytes and SHA-256. */
  static SortedMap<String, String> listed(Path folder) throws IOException {
    SortedMap<String, String> listed = new TreeMap<>();
    for (JsonNode output :
        JsonFile.MAPPER.readTree(folder.resolve(MANIFEST).toFile()).get("outputs")) {
      listed.put(output.get("path").asText(), output.get("bytes") + " " + output.get("sha256"));
    }
    return listed;
  }

  /** What the manifest should list. */
  static SortedMap<String, String> toList(Path folder) throws IOException {
    SortedMap<String, String> listed = new TreeMap<>();
    for (Path file : files(folder)) {
      if (!file.endsWith(MANIFEST)) {
        listed.put(name(folder, file), Files.size(file) + " \"" + sha256(file) + '"');
      }
    }
    return listed;
  }
}
