/** Tables that may be made public: no insurer's small figure can be read or computed from them. */
package jp.totsugo.publication;
