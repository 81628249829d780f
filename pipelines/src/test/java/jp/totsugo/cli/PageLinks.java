package jp.totsugo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the links of a folder of pages lead to. */
final class PageLinks {
  private static final Pattern ID = Pattern.compile("\\sid=\"([^\"]*)\"");
  private static final Pattern LINK = Pattern.compile("\\shref=\"([^\"#]*)(?:#([^\"]*))?\"");
  private static final Pattern REFERENCE =
      Pattern.compile("\\s(?:aria-labelledby|aria-describedby|headers|for)=\"([^\"]*)\"");

  private final Map<Path, TreeSet<String>> ids = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private int count;

  /** Looks at all pages below a folder. */
  static PageLinks of(Path folder) throws IOException {
    PageLinks links = new PageLinks();
    List<Path> pages;
    try (Stream<Path> all = Files.walk(folder)) {
      pages = all.filter(path -> path.toString().endsWith(".html")).sorted().toList();
    }
    for (Path page : pages) {
      links.readIds(page, Files.readString(page));
    }
    for (Path page : pages) {
      links.follow(page, Files.readString(page));
    }
    return links;
  }

  private void readIds(Path page, String html) {
    TreeSet<String> ofPage = new TreeSet<>();
    Matcher id = ID.matcher(html);
    while (id.find()) {
      if (!ofPage.add(id.group(1))) {
        wrong.add(page.getFileName() + " has two places " + id.group(1));
      }
    }
    ids.put(page.normalize(), ofPage);
  }

  private void follow(Path page, String html) {
    Matcher link = LINK.matcher(html);
    while (link.find()) {
      count++;
      Path to = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
      boolean isPage = ids.containsKey(to.normalize());
      boolean isPlace =
          link.group(2) == null || isPage && ids.get(to.normalize()).contains(link.group(2));
      if (!(isPage || Files.isRegularFile(to)) || !isPlace) {
        wrong.add(page.getFileName() + " leads nowhere: " + link.group().strip());
      }
    }
    Matcher reference = REFERENCE.matcher(html);
    while (reference.find()) {
      for (String id : reference.group(1).split(" ")) {
        if (!ids.get(page.normalize()).contains(id)) {
          wrong.add(page.getFileName() + " names a place that it lacks: " + id);
        }
      }
    }
  }

  /** How many links there are. */
  int count() {
    return count;
  }

  /**
   * Links that lead nowhere, names of places that are not there, and places that are there twice.
   */
  List<String> wrong() {
    return wrong;
  }
}
