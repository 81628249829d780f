/** Files and folders: their names byte for byte, and how these are shown. */
package jp.totsugo.storage;
