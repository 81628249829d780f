package jp.totsugo.upload.unpack;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.luben.zstd.ZstdOutputStream;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import com.google.common.primitives.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jp.totsugo.upload.file.RejectedFile;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.upload.file.Rejection;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.plan.UploadPlanner;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in a packed file comes out whole, or the file is rejected and says why. */
class UnpackerTest {
  private static final String TEXT =
      "InsurerNumber,PersonId,MyNumber,InsuredIdentificationNumber,Birthdate,Sex\n"
          + "06132013,a-1,,12,19700101,1\n06132013,b-22,,34,19801231,2\n";

  private static final byte[] BYTES = TEXT.getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private Path work;

  @BeforeEach
  void makeWorkFolder() throws IOException {
    work = Files.createDirectory(folder.resolve("work"));
  }

  /** The ways to pack a file that are read. */
  enum Packer {
    GZIP {
      @Override
      OutputStream packing(OutputStream out) throws IOException {
        return new GZIPOutputStream(out);
      }
    },
    BZIP2 {
      @Override
      OutputStream packing(OutputStream out) throws IOException {
        return new BZip2CompressorOutputStream(out, 1);
      }
    },
    ZSTANDARD {
      @Override
      OutputStream packing(OutputStream out) throws IOException {
        return new ZstdOutputStream(out).setChecksum(true);
      }
    },
    ZIP {
      @Override
      OutputStream packing(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.putNextEntry(new ZipEntry("06132013.csv"));
        return zip;
      }
    };

    abstract OutputStream packing(OutputStream out) throws IOException;

    byte[] pack(byte[] bytes) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (OutputStream out = packing(packed)) {
        out.write(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return packed.toByteArray();
    }

    Packing packing() {
      return Packing.valueOf(name());
    }
  }

  @ParameterizedTest
  @EnumSource
  void how_a_file_is_packed_shows_its_content_and_not_its_name(Packer packer) throws Exception {
    assertThat(Packing.of(file(packer.pack(BYTES))), is(packer.packing()));
    assertThat(Packing.of(file(packer.pack(new byte[0]))), is(packer.packing()));
    for (String name : List.of("06132013.csv", "06132013.csv.gz", "06132013.dat")) {
      Path path = Files.write(folder.resolve(name), packer.pack(BYTES));
      UploadPlanner planner = new UploadPlanner(Layout.standard(), work);
      UploadFile opened = planner.plan(Map.of(name, path), 100).files().get(0);
      assertThat(opened.bytes(), is((long) BYTES.length));
      assertThat(opened.uploader(), is(6132013));
      assertThat(opened.source(), is(path.toString()));
    }
  }

  @Test
  void a_text_is_not_packed_whatever_its_name_and_its_first_letters() throws Exception {
    for (String text : List.of("", "B", "BZh9,PersonId\n", "PK\n", "PKZIP,Sex\n", TEXT)) {
      assertThat(Packing.of(file(text.getBytes(StandardCharsets.UTF_8))), is(Packing.NONE));
    }
    Path path = Files.writeString(folder.resolve("06132013.csv.gz"), TEXT);
    UploadPlanner planner = new UploadPlanner(Layout.standard(), work);
    assertThat(planner.plan(Map.of("a", path), 100).files().get(0).path(), is(path.toString()));
    assertThat(left(), is(empty()));
  }

  @ParameterizedTest
  @EnumSource
  void what_comes_out_is_the_users_alone_and_the_packed_file_is_summed(Packer packer)
      throws Exception {
    Path file = file(packer.pack(BYTES));
    Unpacker.Unpacked unpacked = new Unpacker(work).unpack(file, packer.packing());
    assertThat(Files.readString(unpacked.path()), is(TEXT));
    assertThat(
        PosixFilePermissions.toString(Files.getPosixFilePermissions(unpacked.path())),
        is("rw-------"));
    assertThat(
        unpacked.packedChecksum(),
        is(Integer.toUnsignedLong(MoreFiles.asByteSource(file).hash(Hashing.crc32c()).asInt())));
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "BZIP2", "ZSTANDARD"})
  void all_parts_of_a_file_that_was_put_together_are_read(Packer packer) throws Exception {
    byte[] three = Bytes.concat(packer.pack(BYTES), packer.pack(new byte[0]), packer.pack(BYTES));
    assertThat(unpacked(three, packer), is(TEXT + TEXT));
  }

  @Test
  void frames_that_zstd_is_to_skip_are_skipped() throws Exception {
    byte[] skipped = {0x50, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 9, 9};
    byte[] packed = Bytes.concat(skipped, Packer.ZSTANDARD.pack(BYTES), skipped);
    assertThat(Packing.of(file(packed)), is(Packing.ZSTANDARD));
    assertThat(unpacked(packed, Packer.ZSTANDARD), is(TEXT));
  }

  @ParameterizedTest
  @EnumSource
  void a_file_that_ends_early_is_damaged_wherever_it_ends(Packer packer) throws Exception {
    byte[] whole = packer.pack(BYTES);
    // The second of two parts, since the beginning of it might be taken for an end.
    byte[] first = packer == Packer.ZIP ? new byte[0] : whole;
    for (int length = 1; length < whole.length; length++) {
      byte[] early = Bytes.concat(first, Arrays.copyOf(whole, length));
      assertThat("after " + length, rejection(early, packer), is(Cause.DAMAGED));
    }
    assertThat(left(), is(empty()));
  }

  @ParameterizedTest
  @EnumSource
  void no_changed_byte_changes_what_comes_out(Packer packer) throws Exception {
    byte[] packed = packer.pack(BYTES);
    for (int i = 0; i < packed.length; i++) {
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        byte[] changed = packed.clone();
        changed[i] ^= (byte) (1 << bit);
        try {
          assertThat("byte " + i, unpacked(changed, packer), is(TEXT));
        } catch (Rejection rejection) {
          // It was noticed.
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "BZIP2", "ZSTANDARD"})
  void what_does_not_belong_there_behind_the_end_is_damage(Packer packer) throws Exception {
    byte[] packed = packer.pack(BYTES);
    assertThat(
        rejection(Bytes.concat(packed, "garbage".getBytes(StandardCharsets.UTF_8)), packer),
        is(Cause.DAMAGED));
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "BZIP2", "ZSTANDARD"})
  void zeros_behind_the_last_part_are_padding_unless_the_packing_s_own_tool_refuses_them(
      Packer packer) throws Exception {
    for (int zeros : new int[] {1, 2, 3, 9, 10, 511, 512, 64 * 1024, 3 << 20}) {
      byte[] padded = Bytes.concat(packer.pack(BYTES), packer.pack(BYTES), new byte[zeros]);
      if (packer == Packer.ZSTANDARD) {
        assertThat(zeros + " zeros", rejection(padded, packer), is(Cause.DAMAGED));
      } else {
        assertThat(zeros + " zeros", unpacked(padded, packer), is(TEXT + TEXT));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "BZIP2"})
  void what_stands_behind_the_padding_is_damage(Packer packer) throws Exception {
    byte[] packed = packer.pack(BYTES);
    for (byte[] behind : List.of(new byte[] {1}, packed)) {
      byte[] padded = Bytes.concat(packed, new byte[10_000], behind);
      assertThat(rejection(padded, packer), is(Cause.DAMAGED));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_bomb_is_refused_while_it_is_unpacked_and_leaves_nothing(Packer packer) throws Exception {
    byte[] packed = packer.pack(new byte[(int) Unpacker.UNSUSPICIOUS + 1]);
    assertThat(rejection(packed, packer), is(Cause.UNPACKS_TOO_LARGE));
    assertThat(left(), is(empty()));
  }

  @Test
  void a_small_file_may_be_packed_as_well_as_can_be() throws Exception {
    String text = TEXT + "\n".repeat(1 << 20);
    byte[] packed = Packer.ZSTANDARD.pack(text.getBytes(StandardCharsets.UTF_8));
    assertThat(packed.length * 1000 < text.length(), is(true));
    assertThat(unpacked(packed, Packer.ZSTANDARD), is(text));
  }

  @Test
  void a_name_in_a_header_does_not_fill_the_memory() throws Exception {
    byte[] header = {0x1F, (byte) 0x8B, 8, 8, 0, 0, 0, 0, 0, 0};
    byte[] name = new byte[10 << 20];
    Arrays.fill(name, (byte) 'a');
    assertThat(rejection(Bytes.concat(header, name), Packer.GZIP), is(Cause.DAMAGED));
  }

  @Test
  void a_window_of_zstd_takes_128_mib_and_no_more() throws Exception {
    assertThat(unpacked(frame(27), Packer.ZSTANDARD), is("a"));
    assertThat(rejection(frame(28), Packer.ZSTANDARD), is(Cause.UNSUPPORTED_PACKING));
  }

  /** A frame of one letter that asks for a window of so many bits. */
  private static byte[] frame(int windowLog) {
    byte window = (byte) (windowLog - 10 << 3);
    return new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, window, 1 | 1 << 3, 0, 0, 'a'};
  }

  @Test
  void folders_and_hidden_files_in_a_zip_do_not_count() throws Exception {
    byte[] zip = zip("in/", ".hidden", "in/06132013.csv", "__MACOSX/in/._06132013.csv", "in/.x");
    assertThat(unpacked(zip, Packer.ZIP), is("in/06132013.csv"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"被扶養者一覧表.csv", "表", "ソ能予.csv", "在籍表/能.csv", "表.x", "a\\.csv", "a\\"})
  void a_backslash_in_a_name_is_no_folder_and_half_a_character_is_no_backslash(String name)
      throws Exception {
    byte[] alone = zipOfWindows(name);
    assertThat(unpacked(alone, Packer.ZIP), is(name));
    assertThat(
        rejection(zipOfWindows("06132013.csv", name), Packer.ZIP), is(Cause.SEVERAL_MEMBERS));
    assertThat(
        rejection(zipOfWindows(name, "06132013.csv"), Packer.ZIP), is(Cause.SEVERAL_MEMBERS));
  }

  @Test
  void folders_and_hidden_files_do_not_count_in_a_zip_of_windows_either() throws Exception {
    byte[] zip = zipOfWindows("表/", "表/.DS_Store", "表/能.csv", "__MACOSX/表/._能.csv");
    assertThat(unpacked(zip, Packer.ZIP), is("表/能.csv"));
  }

  /** As Windows packs in Japan: names in windows-31j, and nothing that says so. */
  private static byte[] zipOfWindows(String... names) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed, Charset.forName("windows-31j"))) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        if (!name.endsWith("/")) {
          zip.write(name.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return packed.toByteArray();
  }

  @Test
  void a_zip_of_two_files_is_rejected_and_one_of_none_is_empty() throws Exception {
    assertThat(rejection(zip("a.csv", "b.csv"), Packer.ZIP), is(Cause.SEVERAL_MEMBERS));
    assertThat(unpacked(zip("in/"), Packer.ZIP), is(""));
    assertThat(unpacked(zip(), Packer.ZIP), is(""));
  }

  @Test
  void a_zip_may_be_stored_or_for_large_files() throws Exception {
    for (int method : new int[] {ZipEntry.STORED, ZipEntry.DEFLATED}) {
      Path file = folder.resolve("a.zip");
      try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(file)) {
        out.setUseZip64(Zip64Mode.Always);
        out.setMethod(method);
        out.putArchiveEntry(new ZipArchiveEntry("a.csv"));
        out.write(BYTES);
        out.closeArchiveEntry();
      }
      assertThat(unpacked(Files.readAllBytes(file), Packer.ZIP), is(TEXT));
    }
  }

  @Test
  void an_encrypted_zip_is_rejected() throws Exception {
    byte[] zip = zip("a.csv");
    zip[6] |= 1;
    assertThat(rejection(zip, Packer.ZIP), is(Cause.ENCRYPTED));
  }

  @Test
  void a_zip_packed_in_an_unusual_way_is_rejected() throws Exception {
    byte[] zip = zip("a.csv");
    byte lzma = 14;
    zip[8] = lzma;
    assertThat(rejection(zip, Packer.ZIP), is(Cause.UNSUPPORTED_PACKING));
  }

  @Test
  void what_is_packed_twice_is_rejected_and_leaves_nothing() throws Exception {
    Path file = file(Packer.GZIP.pack(Packer.ZIP.pack(BYTES)));
    assertThat(planned(file).get(0).cause(), is(Cause.PACKED_TWICE));
    assertThat(left(), is(empty()));
  }

  @Test
  void what_is_no_upload_when_it_is_unpacked_is_rejected_and_leaves_nothing() throws Exception {
    Path file = file(Packer.GZIP.pack("a,b\n".getBytes(StandardCharsets.UTF_8)));
    assertThat(planned(file).get(0).cause(), is(Cause.MISSING_COLUMN));
    assertThat(left(), is(empty()));
  }

  @Test
  void a_work_folder_that_cannot_take_it_is_no_fault_of_the_file() throws Exception {
    Path file = file(Packer.GZIP.pack(BYTES));
    Unpacker unpacker = new Unpacker(folder.resolve("gone"));
    assertThrows(NoSuchFileException.class, () -> unpacker.unpack(file, Packing.GZIP));
  }

  private List<RejectedFile> planned(Path file) throws IOException {
    UploadPlanner planner = new UploadPlanner(Layout.standard(), work);
    planner.plan(Map.of("a.csv", file), 100);
    return planner.rejected();
  }

  /** Each file holds its own name. */
  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        if (!name.endsWith("/")) {
          zip.write(name.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return packed.toByteArray();
  }

  private String unpacked(byte[] packed, Packer packer) throws Rejection, IOException {
    Path path = new Unpacker(work).unpack(file(packed), packer.packing()).path();
    String text = Files.readString(path);
    Files.delete(path);
    return text;
  }

  private Cause rejection(byte[] packed, Packer packer) throws IOException {
    Path file = file(packed);
    return assertThrows(Rejection.class, () -> new Unpacker(work).unpack(file, packer.packing()))
        .of("")
        .cause();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("packed"), bytes);
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(work)) {
      return files.toList();
    }
  }
}
