/** Pages for people: what they show, made of results alone, and the files that they become. */
package jp.totsugo.page;
