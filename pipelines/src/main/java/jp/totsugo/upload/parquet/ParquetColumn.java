package jp.totsugo.upload.parquet;

import java.io.Serializable;
import jp.totsugo.upload.container.FieldKind;
import org.apache.parquet.format.Type;

/**
 * A column of a Parquet file that is read.
 *
 * @param type how its values are stored: BYTE_ARRAY, INT32 or INT64
 * @param kind what they mean
 * @param isOptional whether a value may be absent
 */
record ParquetColumn(Type type, FieldKind kind, boolean isOptional) implements Serializable {}
