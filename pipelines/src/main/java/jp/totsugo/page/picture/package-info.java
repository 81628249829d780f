/** Pictures as SVG. They know nothing of insurers: they get numbers, and the texts beside them. */
package jp.totsugo.page.picture;
