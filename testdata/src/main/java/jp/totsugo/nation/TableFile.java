package jp.totsugo.nation;

import java.io.Closeable;
import java.io.IOException;

/** An upload or a part of the register, while it is being written. */
interface TableFile extends Closeable {
  /** Adds rows as {@link Format#encode} made them. */
  void add(byte[] rows) throws IOException;
}
