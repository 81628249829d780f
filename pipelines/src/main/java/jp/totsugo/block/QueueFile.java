package jp.totsugo.block;

/**
 * A file of a correction queue, as whoever wrote it says.
 *
 * @param name in the folder of its insurer
 * @param rows without a header
 * @param bytes its size
 * @param checksum CRC-32C of its content
 */
public record QueueFile(String name, long rows, long bytes, long checksum) {}
