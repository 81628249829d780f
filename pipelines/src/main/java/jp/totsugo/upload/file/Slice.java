package jp.totsugo.upload.file;

import java.io.Serializable;

/**
 * A range of a file's bytes. It owns the lines whose first byte is in it.
 *
 * @param file index of the {@link UploadFile}
 * @param number 0-based number of the slice in its file
 * @param start first byte
 * @param end byte behind the last
 */
public record Slice(int file, int number, long start, long end) implements Serializable {}
