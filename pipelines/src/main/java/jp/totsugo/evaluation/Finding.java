package jp.totsugo.evaluation;

/** One finding, as the truth demands it or a run reports it. */
public record Finding(String file, long line, String rule, String field, String cause) {}
