package jp.totsugo.words;

/**
 * An exception that says what is wrong to people, in words that are known to hold nothing of a
 * record. Its {@link Throwable#getMessage} is the same in English.
 */
public interface Said {
  Saying saying();
}
