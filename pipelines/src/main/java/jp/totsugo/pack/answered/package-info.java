/**
 * Answered packs that came back: whose they are, which answers are taken, and the receipts. Judges
 * each answer by the results of the run that the pack was made of.
 */
package jp.totsugo.pack.answered;
