/**
 * Sheets that came back from people: workbooks and CSV, read row by row. Nothing in a file is
 * believed before it is bounded, and nothing is ever evaluated. Knows nothing of packs.
 */
package jp.totsugo.pack.sheet;
