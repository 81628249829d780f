/** Workbooks with charts: what the library for workbooks does not write, and the summary. */
package jp.totsugo.statistics.workbook;
