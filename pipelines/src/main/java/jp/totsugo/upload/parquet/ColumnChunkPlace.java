package jp.totsugo.upload.parquet;

import java.io.Serializable;
import jp.totsugo.upload.container.BlockCodec;

/**
 * Where the values of a column in one row group are.
 *
 * @param start of the first page
 * @param bytes of all pages
 */
record ColumnChunkPlace(long start, long bytes, BlockCodec codec) implements Serializable {}
