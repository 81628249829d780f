package jp.totsugo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds a small upload from the clean base record of the spec tables. */
public final class Upload {
  private final List<String> columns;
  private final List<String> base;
  private final List<String> lines = new ArrayList<>();

  private Upload() {
    try {
      List<String> clean =
          Resources.readLines(Resources.getResource("spec/base-record.csv"), UTF_8);
      columns = List.of(clean.get(0).split(",", -1));
      base = List.of(clean.get(1).split(",", -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lines.add(String.join(",", columns));
  }

  public static Upload withHeader() {
    return new Upload();
  }

  /** Adds the base record with some columns changed: name, value, name, value. */
  public Upload record(String... changes) {
    List<String> cells = new ArrayList<>(base);
    for (int i = 0; i < changes.length; i += 2) {
      cells.set(columns.indexOf(changes[i]), changes[i + 1]);
    }
    return line(String.join(",", cells));
  }

  public Upload line(String line) {
    lines.add(line);
    return this;
  }

  /** The file without some columns. */
  public Upload without(String... missing) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (!Arrays.asList(missing).contains(columns.get(i))) {
        kept.add(i);
      }
    }
    lines.replaceAll(
        line -> {
          String[] cells = line.split(",", -1);
          return String.join(",", kept.stream().map(i -> cells[i]).toList());
        });
    return this;
  }

  public Path in(Path folder) throws IOException {
    return in(folder, "06132013_upload.csv");
  }

  public Path in(Path folder, String name) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\r\n", lines) + "\r\n");
  }
}
