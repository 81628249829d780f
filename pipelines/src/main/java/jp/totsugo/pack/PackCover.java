package jp.totsugo.pack;

import java.util.List;

/**
 * What the cover of a part tells.
 *
 * @param part from 1
 * @param firstRow the place of its first row among all, from 1
 * @param rows of all parts
 * @param askingForAction outcomes of the run before that ask the clerk to do something
 */
record PackCover(
    int part,
    int parts,
    long firstRow,
    long rows,
    List<CategoryCounts> counts,
    long cleared,
    long unobserved,
    long askingForAction) {}
