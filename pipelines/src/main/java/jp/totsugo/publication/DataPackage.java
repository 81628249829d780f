package jp.totsugo.publication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jp.totsugo.table.JsonFile;

/**
 * {@code datapackage.json}: the files as tools read them, with size and checksum of each
 * (Frictionless Data Package 1).
 */
final class DataPackage {
  static final String FILE = "datapackage.json";

  /** Before a checksum. */
  static final String HASH = "sha256:";

  private static final String NAME = "totsugo-publication";

  private DataPackage() {}

  /** To be written when all other files are. */
  static void write(Publication publication, Dictionary dictionary, Path folder)
      throws IOException {
    JsonNode words = dictionary.words();
    ObjectNode json = JsonFile.MAPPER.createObjectNode();
    json.put("profile", "data-package");
    json.put("name", NAME);
    json.put("title", words.at("/title/ja").asText());
    json.put("description", words.at("/description/ja").asText());
    addLicence(publication.settings().licence(), json);
    ArrayNode resources = json.putArray("resources");
    for (JsonNode table : words.get("tables")) {
      String file = table.get("name").asText() + ".csv";
      ObjectNode resource = add(resources, file, folder);
      resource.put("profile", "tabular-data-resource");
      resource.put("title", table.get("ja").asText());
      resource.put("format", "csv");
      resource.put("mediatype", "text/csv");
      resource.put("encoding", "utf-8");
      resource.putObject("dialect").put("delimiter", ",").put("lineTerminator", "\r\n");
      addSchema(table, words.get("columns"), words.get("codes"), resource.putObject("schema"));
    }
    for (Path file : otherFiles(folder)) {
      add(resources, file.getFileName().toString(), folder);
    }
    JsonFile.write(json, folder.resolve(FILE));
  }

  /** A name as the Open Definition has it, an address, or any other text. */
  private static void addLicence(String licence, ObjectNode json) {
    if (licence.isEmpty()) {
      return;
    }
    ObjectNode one = json.putArray("licenses").addObject();
    if (licence.matches("https?://\\S+")) {
      one.put("path", licence);
    } else if (licence.matches("[-a-zA-Z0-9._]+")) {
      one.put("name", licence);
    } else {
      one.put("name", "other").put("title", licence);
    }
  }

  private static List<Path> otherFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> !file.toString().endsWith(".csv") && !file.endsWith(FILE))
          .sorted()
          .toList();
    }
  }

  private static ObjectNode add(ArrayNode resources, String file, Path folder) throws IOException {
    Path path = folder.resolve(file);
    return resources
        .addObject()
        .put("name", file.replace('.', '-'))
        .put("path", file)
        .put("bytes", Files.size(path))
        .put("hash", HASH + MoreFiles.asByteSource(path).hash(Hashing.sha256()));
  }

  private static void addSchema(
      JsonNode table, JsonNode columns, JsonNode codes, ObjectNode schema) {
    ArrayNode fields = schema.putArray("fields");
    for (JsonNode name : table.get("columns")) {
      JsonNode column = columns.get(name.asText());
      ObjectNode field = fields.addObject();
      field.put("name", name.asText());
      field.put("type", column.get("type").asText());
      field.put("title", column.get("ja").asText());
      field.put("description", column.at("/about/ja").asText());
      if (column.has("codes")) {
        ArrayNode allowed = field.putObject("constraints").putArray("enum");
        codes.get(column.get("codes").asText()).forEach(code -> allowed.add(code.get("code")));
      }
    }
    ArrayNode missing = schema.putArray("missingValues");
    missing.add("");
    schema.set("primaryKey", table.get("key"));
  }
}
