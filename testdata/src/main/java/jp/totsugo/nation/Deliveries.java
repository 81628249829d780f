package jp.totsugo.nation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What insurers send in each month. Nearly all send a whole file; from the second month on, some
 * send nothing, one that is cut, one that is rejected, or the one of the month before once more. No
 * insurer does so twice, and the largest never.
 */
final class Deliveries {
  /** What an insurer sends. */
  enum Sent {
    WHOLE,
    NOTHING,
    /** Bytes are missing at the end. */
    CUT,
    /** A required column is missing, or the file is no container. */
    REJECTED,
    /** Byte for byte the file of the month before. */
    SAME_AGAIN;

    boolean isComplete() {
      return this == WHOLE || this == SAME_AGAIN;
    }
  }

  private record Event(int month, Sent sent) {}

  /** One insurer of so many does each of these things in its month. */
  private static final int INSURERS_PER_EVENT = 200;

  private final Map<Insurer, Event> events = new HashMap<>();

  Deliveries(List<Insurer> insurers, int months, long seed, Format format) {
    List<Insurer> left = new ArrayList<>(insurers);
    left.sort(Comparator.comparingInt((Insurer insurer) -> insurer.rows).reversed());
    left.subList(0, (left.size() + 9) / 10).clear();
    left.sort(Comparator.comparingLong(insurer -> Draw.key(insurer.key, seed ^ 0xde1)));
    for (int month = 2; month <= months; month++) {
      for (int i = 0; i < Math.max(1, insurers.size() / INSURERS_PER_EVENT); i++) {
        if (month % 2 == 0) {
          happens(left, month, Sent.NOTHING, 1);
          // Of a container that is cut nothing can be read, and that is there already.
          happens(left, month, format == Format.csv ? Sent.CUT : Sent.WHOLE, 2);
        } else {
          happens(left, month, Sent.REJECTED, 1);
          happens(left, month, Sent.SAME_AGAIN, 1);
        }
      }
    }
  }

  private void happens(List<Insurer> left, int month, Sent sent, int cellsNeeded) {
    for (int i = 0; i < left.size() && events.size() < left.size(); i++) {
      if (left.get(i).cells() >= cellsNeeded) {
        events.put(left.remove(i), new Event(month, sent));
        return;
      }
    }
  }

  Sent of(Insurer insurer, int month) {
    Event event = events.get(insurer);
    return event != null && event.month == month ? event.sent : Sent.WHOLE;
  }

  /** Whether nothing changes in the insurer's file in a month. */
  boolean repeats(Insurer insurer, int month) {
    return of(insurer, month) == Sent.SAME_AGAIN;
  }

  /** The month whose people are in the insurer's file. */
  int monthOfRows(Insurer insurer, int month) {
    return repeats(insurer, month) ? month - 1 : month;
  }

  /** Whether a cell's rows are in what the insurer sends in a month. */
  boolean holds(Insurer insurer, int cell, int month) {
    return switch (of(insurer, month)) {
      case NOTHING, REJECTED -> false;
      case CUT -> cell < cutCell(insurer);
      case WHOLE, SAME_AGAIN -> cell < insurer.cells(monthOfRows(insurer, month));
    };
  }

  /** The cell in whose first row a cut file ends. */
  static int cutCell(Insurer insurer) {
    return Math.max(1, insurer.cells() / 2);
  }

  /** Whether the insurer's file is not what it should be in any month. */
  boolean isEverOtherThanWhole(Insurer insurer) {
    return events.containsKey(insurer);
  }

  /** Whether the insurer's file is cut in any month, if it is text. */
  boolean isEverCut(Insurer insurer) {
    Event event = events.get(insurer);
    return event != null && (event.sent == Sent.CUT || event.sent == Sent.WHOLE);
  }

  /** Whether records of the insurer are missing in any month. */
  boolean isEverIncomplete(Insurer insurer) {
    Event event = events.get(insurer);
    return event != null && event.sent != Sent.SAME_AGAIN;
  }

  /** Rows of an insurer's file that can be read. */
  long rows(Insurer insurer, int month) {
    return switch (of(insurer, month)) {
      case NOTHING, REJECTED -> 0;
      case CUT -> (long) cutCell(insurer) * Insurer.CELL;
      case WHOLE, SAME_AGAIN -> insurer.rows + (monthOfRows(insurer, month) - 1L) * insurer.joiners;
    };
  }

  /** Of a month, by insurer, whatever is not whole. */
  Map<String, Sent> of(int month) {
    Map<String, Sent> ofMonth = new TreeMap<>();
    events.forEach(
        (insurer, event) -> {
          if (event.month == month && event.sent != Sent.WHOLE) {
            ofMonth.put(insurer.number, event.sent);
          }
        });
    return ofMonth;
  }
}
