package jp.totsugo.pack.answered;

import java.util.List;
import jp.totsugo.pack.sheet.UnusableFileException.Cause;

/**
 * A file that came back, as it was read.
 *
 * @param name as it is shown
 * @param packId the first that stands in it, or empty
 * @param insurer eight digits or unknown, that the name of the file begins with, or empty
 * @param issues some ids of issues that it answers
 * @param answered rows that were filled in
 * @param unanswered rows that were not
 * @param from where its rows begin among all that are kept
 * @param to behind the last
 * @param refused why nothing of it is taken, or null
 * @param sameAs the name of a file before it that has the same bytes, or empty
 */
public record PackFile(
    String name,
    long bytes,
    String sha256,
    String packId,
    String insurer,
    List<String> issues,
    long answered,
    long unanswered,
    long from,
    long to,
    Cause refused,
    String sameAs) {}
