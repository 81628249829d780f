/** What insurers say to issues: read, checked, and given to the issues. */
package jp.totsugo.history.answer;
