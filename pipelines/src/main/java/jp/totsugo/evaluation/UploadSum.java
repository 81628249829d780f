package jp.totsugo.evaluation;

/**
 * Tells an upload from another of the same name.
 *
 * @param crc32c CRC-32C of its bytes, 8 hexadecimal digits
 */
record UploadSum(long bytes, String crc32c) {}
