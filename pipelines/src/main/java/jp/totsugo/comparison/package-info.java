/** Two runs side by side: what went into them, and which issues stand in the queues of which. */
package jp.totsugo.comparison;
