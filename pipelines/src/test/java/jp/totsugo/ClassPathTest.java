package jp.totsugo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/**
 * The launcher names the folder of the libraries and no order of them: a class that stands twice
 * with different bytes would be this one today and that one tomorrow.
 */
class ClassPathTest {
  /**
   * Libraries that share classes, each with a copy of what it uses of another library. All Parquet
   * jars carry their part of fastutil, and no release of Parquet is without.
   */
  private static final Set<Set<String>> SHARING =
      Set.of(
          Set.of("parquet-avro", "parquet-column"),
          Set.of("parquet-avro", "parquet-column", "parquet-hadoop"));

  /** Where a class stands, and each of its contents as length and CRC-32. */
  private record Copies(Set<String> libraries, Set<List<Long>> contents) {
    Copies() {
      this(new TreeSet<>(), new HashSet<>());
    }
  }

  @Test
  void no_class_stands_twice_but_those_that_are_known_and_they_are_equal() throws IOException {
    Map<String, Copies> classes = classes();
    Set<Set<String>> sharing = new HashSet<>();
    List<String> different = new ArrayList<>();
    classes.forEach(
        (name, copies) -> {
          if (copies.libraries().size() > 1) {
            sharing.add(copies.libraries());
          }
          if (copies.contents().size() > 1) {
            different.add(name + " in " + copies.libraries());
          }
        });
    assertThat("classes seen", classes.size(), is(greaterThan(30_000)));
    assertThat(different, is(empty()));
    assertThat(sharing, is(SHARING));
  }

  private static Map<String, Copies> classes() throws IOException {
    Map<String, Copies> classes = new HashMap<>();
    List<Path> jars =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .map(Path::of)
            // What runs the tests is no part of the program.
            .filter(jar -> !jar.getFileName().toString().matches("(junit|surefire)-.*"))
            .toList();
    for (Path jar : jars) {
      String library = jar.getFileName().toString().replaceFirst("-[0-9].*", "");
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
          ZipEntry entry = all.nextElement();
          if (isClass(entry.getName())) {
            Copies copies = classes.computeIfAbsent(entry.getName(), name -> new Copies());
            copies.libraries().add(library);
            copies.contents().add(List.of(entry.getSize(), entry.getCrc()));
          }
        }
      }
    }
    return classes;
  }

  /** Not the descriptions of modules, of which every jar has its own. */
  private static boolean isClass(String entry) {
    return entry.endsWith(".class")
        && !entry.endsWith("module-info.class")
        && !entry.startsWith("META-INF/");
  }
}
