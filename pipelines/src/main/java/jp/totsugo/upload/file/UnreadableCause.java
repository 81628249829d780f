package jp.totsugo.upload.file;

/** Why a line, or a record of a file without lines, cannot be read; the first that applies. */
public enum UnreadableCause {
  UNDECODABLE,
  TOO_LONG,
  UNCLOSED_QUOTE,
  FIELD_COUNT,
  /** The block of an Avro or Parquet file that holds the record is damaged. */
  DAMAGED_BLOCK
}
