/** The results of a run as pages need them. Read, never counted. */
package jp.totsugo.page.result;
