package jp.totsugo.publication;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import jp.totsugo.record.InsurerNumber;

/** Figures to be published, made up. */
final class Tables {
  static final PublicationSettings SETTINGS =
      new PublicationSettings(9, Scheme.SUPPRESS, 0, "", "");

  private Tables() {}

  /** Insurers of all types in the first prefectures; of some there is only one. */
  static List<Insurer> insurers(Random random, int count) {
    String[] schemes = {"00", "00", "00", "06", "06", "01", "39", "02"};
    List<Insurer> insurers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String front =
          String.format(
              Locale.ROOT,
              "%s%02d%03d",
              schemes[random.nextInt(schemes.length)],
              1 + random.nextInt(6),
              1 + i);
      insurers.add(Insurer.of(withCheckDigit(front), ""));
    }
    insurers.sort(Comparator.comparing(Insurer::number));
    return insurers;
  }

  /** The eight digits whose check digit is right. */
  static String withCheckDigit(String seven) {
    for (int digit = 0; digit < 10; digit++) {
      if (InsurerNumber.parse(seven + digit) != InsurerNumber.INVALID) {
        return seven + digit;
      }
    }
    throw new IllegalArgumentException(seven);
  }

  /** Mostly small figures, and some that are not. */
  static Month month(String asOf, List<Insurer> insurers, Random random) {
    Month month = new Month(asOf, "run of " + asOf, insurers.size());
    for (int i = 0; i < insurers.size(); i++) {
      month.figures(Measure.RECORDS)[i] = 200 + random.nextInt(5_000);
      for (Measure measure : Measure.values()) {
        if (measure != Measure.RECORDS) {
          int kind = random.nextInt(10);
          month.figures(measure)[i] =
              kind < 2 ? 0 : kind < 7 ? 1 + random.nextInt(9) : 10 + random.nextInt(90);
        }
      }
    }
    return month;
  }

  static Path publish(Figures figures, PublicationSettings settings, Path folder, Path... published)
      throws Exception {
    Publication publication =
        Publication.of(figures, PublishedBefore.read(List.of(published)), settings);
    Files.createDirectories(folder);
    publication.write(folder);
    return folder;
  }
}
