package jp.totsugo.pack;

import java.time.LocalDate;

/**
 * What a pack says of itself.
 *
 * @param insurer eight digits, or unknown
 * @param name of the insurer; empty if the results do not know it
 * @param due the day by which it is to be returned, or null
 * @param comesBack whether its answers can be received
 */
public record PackHead(
    String insurer, String name, LocalDate asOf, String runId, LocalDate due, boolean comesBack) {}
