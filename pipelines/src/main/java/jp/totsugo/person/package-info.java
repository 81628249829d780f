/**
 * Who somebody is: names, readings, birth dates, and whether two sets of them are one person's.
 *
 * <p>Plain Java; everything here is immutable and may be shared.
 */
package jp.totsugo.person;
