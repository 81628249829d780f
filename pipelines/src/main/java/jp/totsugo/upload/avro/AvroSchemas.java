package jp.totsugo.upload.avro;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import org.apache.avro.Schema;

/**
 * The schemas that files declare. Thousands of files have one text, which is kept and read once.
 */
final class AvroSchemas {
  private static final int MOST_CHARACTERS = 1 << 20;

  private static final Interner<String> TEXTS = Interners.newWeakInterner();
  private static final Cache<String, Schema> READ =
      CacheBuilder.newBuilder()
          // Else each of several parts of the cache would have its part of the weight.
          .concurrencyLevel(1)
          .maximumWeight(MOST_CHARACTERS)
          .weigher((String text, Schema schema) -> text.length())
          .build();

  private AvroSchemas() {}

  /** The copy of a text that all files with an equal one share. */
  static String shared(String text) {
    return TEXTS.intern(text);
  }

  /**
   * Reads a schema; nothing in it is validated, so that any name is one.
   *
   * @throws RuntimeException if it is none
   */
  static Schema of(String text) {
    Schema schema = READ.getIfPresent(text);
    if (schema == null) {
      schema = new Schema.Parser().setValidate(false).setValidateDefaults(false).parse(text);
      READ.put(text, schema);
    }
    return schema;
  }
}
