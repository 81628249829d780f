package jp.totsugo.upload.file;

/**
 * What is known of a file once it is opened.
 *
 * @param columns for each field of a record its slot ({@link jp.totsugo.record.Column#SLOTS}), or
 *     -1
 * @param form how the file stores its records
 */
public record Opened(int[] columns, FileForm form) {}
