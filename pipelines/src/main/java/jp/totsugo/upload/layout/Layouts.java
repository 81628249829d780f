package jp.totsugo.upload.layout;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.totsugo.storage.PathText;
import jp.totsugo.storage.ShownName;
import jp.totsugo.storage.WrittenText;
import jp.totsugo.words.Saying;
import jp.totsugo.yaml.YamlNodes;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Which layout the files of a run are read by: that of the first entry whose globs ({@link
 * NamePattern}) match the name of the file, else the usual one.
 *
 * <p>A file of layouts is a list in YAML; {@code runbooks/new-layout.md} documents it. Layouts in
 * it are named by their path from that file, or by the name of the built-in one.
 */
public final class Layouts {
  private static final String FILES = "files";
  private static final String LAYOUT = "layout";

  private final Layout usual;
  private final String name;
  private final String sha256;
  private final List<Entry> entries;

  private record Entry(int line, List<NamePattern> files, Layout layout) {
    boolean matches(String file) {
      return files.stream().anyMatch(glob -> glob.matches(file));
    }
  }

  private Layouts(Layout usual, String name, String sha256, List<Entry> entries) {
    this.usual = usual;
    this.name = name;
    this.sha256 = sha256;
    this.entries = List.copyOf(entries);
  }

  /** One layout for all files. */
  public static Layouts of(Layout layout) {
    return new Layouts(layout, null, null, List.of());
  }

  /**
   * Those in a file.
   *
   * @param usual for files that none of its globs matches
   */
  public static Layouts read(Path file, Layout usual) throws IOException, InvalidLayoutException {
    String text;
    try {
      text = WrittenText.read(file);
    } catch (WrittenText.UnusableException e) {
      throw new InvalidLayoutException(List.of(e.saying()));
    }
    return new Layouts(
        usual,
        ShownName.of(file),
        Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString(),
        new Reading(file).entries(text));
  }

  /** The layout of a file, by the name that outputs show. */
  public Layout of(String file) {
    for (Entry entry : entries) {
      if (entry.matches(file)) {
        return entry.layout;
      }
    }
    return usual;
  }

  /** The layout of files that no glob matches. */
  public Layout usual() {
    return usual;
  }

  /** The file that they are from; null if there is one layout for all. */
  public String name() {
    return name;
  }

  /** SHA-256 of the text of that file; null if there is one layout for all. */
  public String sha256() {
    return sha256;
  }

  /**
   * The locations ({@code file:line}) of entries that are the first to match none of these files.
   */
  public List<String> idle(Collection<String> files) {
    boolean[] used = new boolean[entries.size()];
    for (String file : files) {
      for (int i = 0; i < used.length; i++) {
        if (entries.get(i).matches(file)) {
          used[i] = true;
          break;
        }
      }
    }
    List<String> idle = new ArrayList<>();
    for (int i = 0; i < used.length; i++) {
      if (!used[i]) {
        idle.add(name + ":" + entries.get(i).line);
      }
    }
    return idle;
  }

  /** Reads the entries of one file; all that is wrong is said at once. */
  private static final class Reading {
    private final Path file;
    private final YamlNodes<InvalidLayoutException> nodes;
    private final Map<Path, Layout> layouts = new HashMap<>();
    private final List<Saying> errorsOfLayouts = new ArrayList<>();

    Reading(Path file) {
      this.file = file;
      nodes = new YamlNodes<>(ShownName.of(file), InvalidLayoutException::new);
    }

    List<Entry> entries(String yaml) throws IOException, InvalidLayoutException {
      Node root = nodes.root(yaml);
      List<Entry> entries = new ArrayList<>();
      if (root instanceof SequenceNode list && !list.getValue().isEmpty()) {
        for (Node node : list.getValue()) {
          entries.add(entry(node));
        }
      } else {
        nodes.error(root, YamlNodes.THE_FILE, "entries");
      }
      nodes.throwIfWrong();
      if (!errorsOfLayouts.isEmpty()) {
        throw new InvalidLayoutException(errorsOfLayouts);
      }
      return entries;
    }

    private Entry entry(Node node) throws IOException {
      Map<String, Node> keys = nodes.keys(YamlNodes.THE_FILE, node, List.of(FILES, LAYOUT));
      List<NamePattern> files = new ArrayList<>();
      for (String key : List.of(FILES, LAYOUT)) {
        if (!keys.containsKey(key)) {
          nodes.error(node, key, "inEveryEntry");
        }
      }
      if (keys.containsKey(FILES)) {
        for (String glob : nodes.texts(FILES, keys.get(FILES))) {
          try {
            files.add(NamePattern.of(glob));
          } catch (NamePattern.InvalidException e) {
            nodes.error(keys.get(FILES), FILES, e.saying());
          }
        }
      }
      Layout layout = keys.containsKey(LAYOUT) ? layout(keys.get(LAYOUT)) : null;
      return new Entry(node.getStartMark().getLine() + 1, files, layout);
    }

    private Layout layout(Node node) throws IOException {
      String text = nodes.text(LAYOUT, node);
      if (text == null) {
        return null;
      }
      if (text.equals(Layout.STANDARD)) {
        return Layout.standard();
      }
      Path path;
      try {
        path = file.resolveSibling(PathText.path(text));
      } catch (InvalidPathException e) {
        nodes.error(node, LAYOUT, "noPath");
        return null;
      }
      if (layouts.containsKey(path)) {
        return layouts.get(path);
      }
      if (!Files.isRegularFile(path)) {
        nodes.error(node, LAYOUT, "noLayout", text, Layout.STANDARD);
        return null;
      }
      layouts.put(path, null);
      try {
        layouts.put(path, Layout.read(path));
      } catch (InvalidLayoutException e) {
        errorsOfLayouts.add(e.saying());
      } catch (IOException e) {
        nodes.error(node, LAYOUT, "unreadable", text);
      }
      return layouts.get(path);
    }
  }
}
