/**
 * Who somebody is: names, readings, birth dates, and whether two sets of them are one person's.
 *
 * <p>Plain Java; everything here but {@link jp.totsugo.person.KanaFolding} is immutable and may be
 * shared.
 */
package jp.totsugo.person;
