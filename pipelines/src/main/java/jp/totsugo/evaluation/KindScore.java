package jp.totsugo.evaluation;

/**
 * How far one kind of error can be seen at all, and was.
 *
 * @param wrongNumber whether it leaves a wrong My Number
 * @param planted how often it was planted
 * @param visibleWithout how many of them raise a finding without a register
 * @param visibleWith how many of them raise a finding with one
 * @param found how many of them this run raised a demanded finding for
 */
public record KindScore(
    String kind,
    boolean wrongNumber,
    long planted,
    long visibleWithout,
    long visibleWith,
    long found) {}
