package jp.totsugo.queue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import jp.totsugo.record.Column;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.table.CsvWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * The cells that are the same in every row of a rule, cause and field, encoded once for both
 * formats.
 */
final class RowTexts {
  /**
   * @param csvFront category to cause as CSV
   * @param csvBack message and action as CSV
   * @param avroFront category to cause as Avro
   * @param avroBack message and action as Avro
   */
  record Texts(
      byte[] csvFront,
      byte[] csvField,
      byte[] csvBack,
      byte[] avroFront,
      byte[] avroField,
      byte[] avroBack) {}

  private final Messages messages;
  private final RuleSettings settings;
  private final Map<Integer, Texts> cache = new HashMap<>();

  RowTexts(Messages messages, RuleSettings settings) {
    this.messages = messages;
    this.settings = settings;
  }

  /** The version of the rules that evidence names. */
  String ruleVersion() {
    return settings.hasRegister() ? settings.version() : "";
  }

  Texts of(Rule rule, int cause, int field) {
    int key = (rule.ordinal() * 32 + cause + 1) * Column.COUNT + field;
    return cache.computeIfAbsent(key, k -> make(rule, rule.causeName(cause), Column.of(field)));
  }

  private Texts make(Rule rule, String cause, Column field) {
    String category = rule.category().name();
    String severity = settings.severity(rule).name();
    String message = messages.message(rule, cause, field);
    String action = messages.action(rule, cause);
    return new Texts(
        CsvWriter.encoded(category, rule.name(), severity, String.valueOf(rule.priority()), cause),
        CsvWriter.encoded(field.header()),
        CsvWriter.encoded(message, action),
        avro(
            encoder -> {
              encoder.writeString(category);
              encoder.writeString(rule.name());
              encoder.writeString(severity);
              encoder.writeInt(rule.priority());
              encoder.writeString(cause);
            }),
        avro(encoder -> encoder.writeString(field.header())),
        avro(
            encoder -> {
              encoder.writeString(message);
              encoder.writeString(action);
            }));
  }

  private interface Encoding {
    void write(BinaryEncoder encoder) throws IOException;
  }

  private static byte[] avro(Encoding encoding) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      encoding.write(encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
