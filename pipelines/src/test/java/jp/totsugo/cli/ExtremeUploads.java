package jp.totsugo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.Resources;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.record.InsurerNumber;

/** Uploads as no insurer would send them, of any size: what they take in memory is to be known. */
public enum ExtremeUploads {
  /** A field of 64 KiB in every line that no output shows, but that is decoded and checked. */
  LONG_HIDDEN_FIELD {
    @Override
    void write(int records, Path folder) throws IOException {
      Lines lines = new Lines();
      lines.set("Address", "x".repeat(LONGEST_LINE - lines.length()));
      lines.write(records, folder.resolve("06132013.csv"));
    }
  },

  /** A field of 64 KiB in every line that is wrong and is shown with every finding. */
  LONG_SHOWN_FIELD {
    @Override
    void write(int records, Path folder) throws IOException {
      Lines lines = new Lines();
      lines.set("InsuredCardSymbol", "x".repeat(LONGEST_LINE - lines.length()));
      lines.write(records, folder.resolve("06132013.csv"));
    }
  },

  /** Records of up to 10,000 insurers in turn, in one file that names none. */
  MANY_INSURERS {
    @Override
    void write(int records, Path folder) throws IOException {
      List<String> insurers = new ArrayList<>();
      for (int number = 1_000_000; insurers.size() < Math.min(10_000, records); number++) {
        String digits = String.format("%08d", number);
        if (InsurerNumber.parse(digits) != InsurerNumber.INVALID) {
          insurers.add(digits);
        }
      }
      Lines lines = new Lines();
      lines.set("InsuredBranchNumber", "x");
      try (BufferedWriter out = lines.begin(folder.resolve("all.csv"))) {
        for (int i = 0; i < records; i++) {
          lines.set("InsurerNumber", insurers.get(i % insurers.size()));
          lines.write(i, out);
        }
      }
    }
  },

  /** A file for every record. */
  MANY_FILES {
    @Override
    void write(int records, Path folder) throws IOException {
      Lines lines = new Lines();
      for (int i = 0; i < records; i++) {
        Path file = folder.resolve(String.format("%03d", i / 1000));
        if (i % 1000 == 0) {
          Files.createDirectory(file);
        }
        try (BufferedWriter out =
            lines.begin(file.resolve(String.format("06132013_%07d.csv", i)))) {
          lines.write(i, out);
        }
      }
    }
  },

  /** Ten rules fail on every record. */
  ALL_ERRORS {
    @Override
    void write(int records, Path folder) throws IOException {
      Lines lines = new Lines();
      lines.set("MyNumber", "1");
      lines.set("MyNumberAbsenceReason", "");
      lines.set("InsuredCardSymbol", "1:●");
      lines.set("InsuredBranchNumber", "x");
      lines.set("NameKana", "x");
      lines.set("Birthdate", "0");
      lines.set("QualificationDate", "0");
      lines.set("DisqualificationDate", "0");
      lines.set("InsuredCertificateIssuanceDate", "0");
      lines.write(records, folder.resolve("06132013.csv"));
    }
  },

  /** All records have one number, and contradict each other. */
  ONE_NUMBER {
    @Override
    void write(int records, Path folder) throws IOException {
      Lines lines = new Lines();
      try (BufferedWriter out = lines.begin(folder.resolve("06132013.csv"))) {
        for (int i = 0; i < records; i++) {
          lines.set("MyNumber", "621498320257");
          lines.set("MyNumberAbsenceReason", "");
          lines.set("Sex", i % 2 == 0 ? "1" : "2");
          lines.write(i, out);
        }
      }
    }
  };

  private static final int LONGEST_LINE = 64 * 1024;

  /**
   * @param folder exists and is empty
   */
  abstract void write(int records, Path folder) throws IOException;

  /** Makes uploads to try by hand: kind, records, folder. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[2]));
    ExtremeUploads.valueOf(args[0]).write(Integer.parseInt(args[1]), folder);
  }

  /**
   * The clean record of the spec tables without its number, changed, and with a person id of its
   * own each time.
   */
  private static final class Lines {
    private final List<String> columns;
    private final List<String> cells;

    Lines() throws IOException {
      List<String> clean =
          Resources.readLines(Resources.getResource("spec/base-record.csv"), UTF_8);
      columns = List.of(clean.get(0).split(",", -1));
      cells = new ArrayList<>(List.of(clean.get(1).split(",", -1)));
      set("PersonId", "p00000000");
      set("MyNumber", "");
      set("MyNumberAbsenceReason", "9");
    }

    void set(String column, String value) {
      cells.set(columns.indexOf(column), value);
    }

    int length() {
      return String.join(",", cells).getBytes(UTF_8).length;
    }

    BufferedWriter begin(Path file) throws IOException {
      BufferedWriter out = Files.newBufferedWriter(file, UTF_8);
      out.write(String.join(",", columns) + "\n");
      return out;
    }

    void write(int records, Path file) throws IOException {
      try (BufferedWriter out = begin(file)) {
        for (int i = 0; i < records; i++) {
          write(i, out);
        }
      }
    }

    void write(int record, BufferedWriter out) throws IOException {
      set("PersonId", String.format("p%08d", record));
      out.write(String.join(",", cells) + "\n");
    }
  }
}
