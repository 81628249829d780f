package jp.totsugo.nation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes {@code insurers.csv}: who is expected to upload, under names that nobody has. */
final class InsurerList {
  private static final String[] PREFECTURES =
      ("Hokkaido Aomori Iwate Miyagi Akita Yamagata Fukushima Ibaraki Tochigi Gunma Saitama Chiba"
              + " Tokyo Kanagawa Niigata Toyama Ishikawa Fukui Yamanashi Nagano Gifu Shizuoka Aichi"
              + " Mie Shiga Kyoto Osaka Hyogo Nara Wakayama Tottori Shimane Okayama Hiroshima"
              + " Yamaguchi Tokushima Kagawa Ehime Kochi Fukuoka Saga Nagasaki Kumamoto Oita"
              + " Miyazaki Kagoshima Okinawa")
          .split(" ");

  private InsurerList() {}

  static void write(List<Insurer> insurers, Places places, Path file) throws IOException {
    try (LinesFile list = new LinesFile(file, "insurer,name,name_en")) {
      List<String> lines = new ArrayList<>();
      for (Insurer insurer : insurers) {
        String prefecture = places.prefecture(insurer.prefecture).name();
        String which = insurer.number.substring(4, 7);
        lines.add(
            insurer.number
                + ","
                + prefecture
                + "架空"
                + name(insurer.type)
                + which
                + ",Fictitious "
                + nameInEnglish(insurer.type)
                + " "
                + which
                + " of "
                + PREFECTURES[insurer.prefecture - 1]);
      }
      list.add(lines);
    }
  }

  private static String name(InsurerKind type) {
    return switch (type) {
      case NATIONAL_MUNICIPAL -> "市町村国保";
      case NATIONAL_UNION -> "国保組合";
      case KYOKAI_KENPO -> "協会支部";
      case SEAMEN -> "船員保険";
      case KENPO_UNION -> "健保組合";
      case MUTUAL_AID -> "共済組合";
      case LATE_ELDERLY -> "広域連合";
    };
  }

  private static String nameInEnglish(InsurerKind type) {
    return switch (type) {
      case NATIONAL_MUNICIPAL -> "Municipality";
      case NATIONAL_UNION -> "National Health Insurance Society";
      case KYOKAI_KENPO -> "Association Branch";
      case SEAMEN -> "Seamen's Insurance";
      case KENPO_UNION -> "Health Insurance Society";
      case MUTUAL_AID -> "Mutual Aid Association";
      case LATE_ELDERLY -> "Association for the Late Elderly";
    };
  }
}
