package jp.totsugo.pack;

import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import jp.totsugo.pack.PackRow.Related;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Rule;
import jp.totsugo.schema.Correction;

/**
 * The rows of an insurer's list in their order: that of the queue, but rows of a group stand
 * together where the first of them stands. Records that have the number of one and the same record
 * are a group too. Groups are numbered in their order, A01, A02, …
 *
 * <p>In memory are the rows of groups and whom other rows name.
 */
public final class PackList {
  /** More than these are only counted: all of a group stand together anyway. */
  private static final int MOST_RELATED = 5;

  private static final String OTHER_INSURER = "other-insurer";
  private static final Pattern MORE = Pattern.compile("\\+[0-9]{1,9}");
  private static final Splitter NAMES = Splitter.on(';').omitEmptyStrings();

  /** What is to be done, once for each. */
  public record Action(Rule rule, String cause) implements Comparable<Action> {
    @Override
    public int compareTo(Action other) {
      int order = rule.compareTo(other.rule);
      return order == 0 ? cause.compareTo(other.cause) : order;
    }
  }

  /** The results of a version of the program that knows rules which this one does not. */
  public static final class UnknownRuleException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String rule;

    UnknownRuleException(String rule) {
      super(rule);
      this.rule = rule;
    }

    /** Its name. */
    public String rule() {
      return rule;
    }
  }

  /** Takes the rows. */
  @FunctionalInterface
  public interface Visitor {
    void visit(PackRow row) throws IOException;
  }

  private final QueueRows queue;
  private final Map<String, List<Correction>> groups = new HashMap<>();
  private final Map<String, Related> named = new HashMap<>();
  private final SortedSet<Action> actions = new TreeSet<>();
  private final Map<Category, Long> counts = new EnumMap<>(Category.class);
  private int size;

  private final Map<String, PackRow.Person> others;

  private PackList(QueueRows queue, Map<String, PackRow.Person> others) {
    this.queue = queue;
    this.others = others;
  }

  /**
   * The list of a queue.
   *
   * @param others records that have no row, by {@code file:line}
   */
  public static PackList of(QueueRows queue, Map<String, PackRow.Person> others)
      throws IOException, UnknownRuleException {
    PackList list = new PackList(queue, others);
    List<String> unknown = new ArrayList<>();
    queue.forEach(
        row -> {
          Rule rule = rule(row.getRule());
          if (rule == null) {
            unknown.add(row.getRule());
          } else {
            list.add(row, rule);
          }
        });
    if (!unknown.isEmpty()) {
      throw new UnknownRuleException(unknown.get(0));
    }
    list.findNamed();
    return list;
  }

  private static Rule rule(String name) {
    try {
      return Rule.valueOf(name);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private void add(Correction row, Rule rule) {
    size++;
    counts.merge(rule.category(), 1L, Long::sum);
    actions.add(new Action(rule, row.getCause()));
    String group = groupOf(row);
    if (!group.isEmpty()) {
      groups.computeIfAbsent(group, first -> new ArrayList<>()).add(row);
    }
    NAMES.split(row.getRelated()).forEach(name -> named.putIfAbsent(name, locationOf(name)));
  }

  /** A copied number has no group of its own: those who copied from one record are one. */
  private static String groupOf(Correction row) {
    if (!row.getGroupId().isEmpty()) {
      return row.getGroupId();
    }
    if (!row.getRule().equals(Rule.MY_NUMBER_COPIED.name())) {
      return "";
    }
    List<String> owners = NAMES.splitToList(row.getRelated());
    return owners.isEmpty() || owners.get(0).equals(OTHER_INSURER)
        ? row.getIssueId()
        : owners.get(0);
  }

  private static Related locationOf(String name) {
    if (name.equals(OTHER_INSURER)) {
      return new PackRow.OtherInsurer();
    }
    if (MORE.matcher(name).matches()) {
      return new PackRow.More(name.substring(1));
    }
    int colon = name.lastIndexOf(':');
    return colon < 0
        ? new PackRow.Location(name, "")
        : new PackRow.Location(name.substring(0, colon), name.substring(colon + 1));
  }

  /** Those of whom the list has a row, or the results tell, are persons. */
  private void findNamed() throws IOException {
    if (named.isEmpty()) {
      return;
    }
    others.forEach(
        (location, person) -> {
          if (!person.personId().isEmpty()) {
            named.replace(location, person);
          }
        });
    queue.forEach(
        row -> {
          String location = row.getFile() + ":" + row.getLine();
          if (!row.getPersonId().isEmpty() && named.containsKey(location)) {
            named.put(
                location,
                new PackRow.Person(
                    row.getPersonId(), row.getSymbol(), row.getNumber(), row.getBranch()));
          }
        });
  }

  /** How many rows there are. */
  public int size() {
    return size;
  }

  /** What the rows ask for, in the order of the rules. */
  public SortedSet<Action> actions() {
    return actions;
  }

  /** The rows of a category. */
  public long count(Category category) {
    return counts.getOrDefault(category, 0L);
  }

  /** Hands over all rows in their order. */
  public void forEach(Visitor visitor) throws IOException {
    Map<String, String> labels = new LinkedHashMap<>();
    queue.forEach(
        row -> {
          String group = groupOf(row);
          if (group.isEmpty()) {
            visitor.visit(packRow(row, ""));
          } else if (!labels.containsKey(group)) {
            String label = label(labels.size() + 1);
            labels.put(group, label);
            for (Correction member : groups.get(group)) {
              visitor.visit(packRow(member, label));
            }
          }
        });
  }

  private String label(int number) {
    int digits = Math.max(2, Integer.toString(groups.size()).length());
    return "A" + Strings.padStart(Integer.toString(number), digits, '0');
  }

  private PackRow packRow(Correction row, String group) {
    List<String> names = NAMES.splitToList(row.getRelated());
    List<Related> related = new ArrayList<>();
    int more = 0;
    for (String name : names) {
      Related other = named.get(name);
      boolean isTold = other instanceof PackRow.Person || other instanceof PackRow.Location;
      if (isTold && related.size() == MOST_RELATED) {
        more++;
      } else if (other instanceof PackRow.More many) {
        more += Integer.parseInt(many.count());
      } else {
        related.add(other);
      }
    }
    if (more > 0) {
      int at = related.size() - (related.contains(new PackRow.OtherInsurer()) ? 1 : 0);
      related.add(at, new PackRow.More(Integer.toString(more)));
    }
    return new PackRow(row, Rule.valueOf(row.getRule()), group, related);
  }
}
