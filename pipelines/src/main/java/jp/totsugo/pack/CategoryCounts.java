package jp.totsugo.pack;

import jp.totsugo.rule.Category;

/**
 * The issues of a category at an insurer.
 *
 * @param before in the queue of the run before; -1 if there is none
 * @param now in the queue
 * @param fresh of these, those that the run before did not have, or had as closed
 * @param closed since the run before; -1 if there is none
 */
public record CategoryCounts(Category category, long before, long now, long fresh, long closed) {}
