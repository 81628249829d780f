/** What pages say, and how they write numbers and days, in Japanese and English. */
package jp.totsugo.page.text;
