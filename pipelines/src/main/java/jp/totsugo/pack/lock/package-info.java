/**
 * Packs that only their insurer can open, and their way back.
 *
 * <p>Out: {@link jp.totsugo.pack.lock.LockFile} says how the packs of an insurer are locked; a
 * {@link jp.totsugo.pack.lock.Lock} takes the stream of a file and gives the stream that the
 * workbook is written to. Back: {@link jp.totsugo.pack.lock.PackKeys} gives what stands in a file,
 * locked or not. A workbook is never on the disk in the clear.
 */
package jp.totsugo.pack.lock;
