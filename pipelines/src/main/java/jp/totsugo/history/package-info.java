/** Issues over several runs: what was known of them before, and what became of them. */
package jp.totsugo.history;
