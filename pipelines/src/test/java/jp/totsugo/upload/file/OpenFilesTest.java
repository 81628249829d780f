package jp.totsugo.upload.file;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFilesTest {
  @TempDir Path folder;

  @Test
  void bytes_are_read_from_any_place_into_the_part_of_a_buffer_that_is_left() throws IOException {
    Path file = write("a", "0123456789");
    try (OpenFiles files = new OpenFiles(1)) {
      byte[] into = "......".getBytes(StandardCharsets.US_ASCII);
      files.read(file, ByteBuffer.wrap(into, 1, 3), 7);
      assertThat(new String(into, StandardCharsets.US_ASCII), is(".789.."));
      files.read(file, ByteBuffer.wrap(into, 4, 2), 0);
      assertThat(new String(into, StandardCharsets.US_ASCII), is(".78901"));
    }
  }

  @Test
  void the_file_used_longest_ago_is_closed_for_one_too_many() throws IOException {
    Path a = write("a", "old");
    Path b = write("b", "old");
    Path c = write("c", "old");
    try (OpenFiles files = new OpenFiles(2)) {
      read(files, a);
      read(files, b);
      read(files, a);
      read(files, c);
      // Another file under a name is seen only when the name is opened again.
      for (String name : new String[] {"a", "b", "c"}) {
        Files.delete(folder.resolve(name));
        write(name, "new");
      }
      assertThat(read(files, a), is("old"));
      assertThat(read(files, c), is("old"));
      assertThat(read(files, b), is("new"));
      assertThat(read(files, a), is("new"));
    }
  }

  @Test
  void the_end_of_a_file_before_the_buffer_is_full_is_an_error() throws IOException {
    Path file = write("a", "0123456789");
    try (OpenFiles files = new OpenFiles(1)) {
      assertThrows(EOFException.class, () -> files.read(file, ByteBuffer.allocate(4), 7));
    }
  }

  @Test
  void a_file_that_cannot_be_opened_is_tried_again() throws IOException {
    Path a = write("a", "old");
    Path b = folder.resolve("b");
    try (OpenFiles files = new OpenFiles(1)) {
      read(files, a);
      assertThrows(NoSuchFileException.class, () -> read(files, b));
      write("b", "new");
      assertThat(read(files, b), is("new"));
    }
  }

  private static String read(OpenFiles files, Path file) throws IOException {
    ByteBuffer into = ByteBuffer.allocate(3);
    files.read(file, into, 0);
    return new String(into.array(), StandardCharsets.US_ASCII);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
