package jp.totsugo.pack;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Where the library for workbooks writes one, before a file is made of it. */
public interface RawBook extends Closeable {
  /** How much is gained by packing what is unpacked again at once. */
  int compressionLevel();

  OutputStream toWrite() throws IOException;

  SeekableByteChannel toRead() throws IOException;

  /** A file, which goes when this is closed. */
  static RawBook onDisk(Path file) {
    return new RawBook() {
      @Override
      public int compressionLevel() {
        return 0;
      }

      @Override
      public OutputStream toWrite() throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), 64 * 1024);
      }

      @Override
      public SeekableByteChannel toRead() throws IOException {
        return Files.newByteChannel(file);
      }

      @Override
      public void close() throws IOException {
        Files.deleteIfExists(file);
      }
    };
  }

  /** Memory, for what may not be on the disk in the clear. */
  static RawBook inMemory() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return new RawBook() {
      @Override
      public int compressionLevel() {
        return 1;
      }

      @Override
      public OutputStream toWrite() {
        return bytes;
      }

      @Override
      public SeekableByteChannel toRead() {
        return new SeekableInMemoryByteChannel(bytes.toByteArray());
      }

      @Override
      public void close() {}
    };
  }
}
