package jp.totsugo.upload;

/** Why a line cannot be a record; the first that applies. */
public enum UnreadableCause {
  UNDECODABLE,
  TOO_LONG,
  UNCLOSED_QUOTE,
  FIELD_COUNT
}
