package jp.totsugo.pack.sheet;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import jp.totsugo.pack.sheet.UnusableFileException.Cause;

/**
 * Reads the XML of one part of a workbook, event by event: no document types, no entities but the
 * five, nothing from elsewhere, and no more elements in each other, attributes and different names
 * than a workbook has. Names go without their namespaces: there are two sets of these.
 */
final class PartReader implements Closeable {
  private static final int MOST_NAMES = 2_000;
  private static final int MOST_ATTRIBUTES = 200;
  private static final int LONGEST_ATTRIBUTE = 64 * 1024;
  private static final int MOST_IN_EACH_OTHER = 100;

  private static final WstxInputFactory FACTORY = factory();

  private final InputStream in;
  private final XMLStreamReader reader;
  private final Set<String> names = new HashSet<>();
  private int instructions;

  private static WstxInputFactory factory() {
    WstxInputFactory factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MOST_ATTRIBUTES);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, LONGEST_ATTRIBUTE);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MOST_IN_EACH_OTHER);
    return factory;
  }

  PartReader(InputStream in) throws UnusableFileException {
    this.in = in;
    try {
      reader = FACTORY.createXMLStreamReader(in);
    } catch (XMLStreamException e) {
      throw unusable(e);
    }
  }

  /** The next event; {@link XMLStreamConstants#END_DOCUMENT} is the last. */
  int next() throws UnusableFileException {
    int event;
    try {
      event = reader.next();
    } catch (XMLStreamException e) {
      throw unusable(e);
    } catch (RuntimeException e) {
      // On some damaged parts the library fails otherwise.
      throw new UnusableFileException(Cause.DAMAGED);
    }
    switch (event) {
      case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
          throw new UnusableFileException(Cause.DOCUMENT_TYPE);
      case XMLStreamConstants.START_ELEMENT -> countNames();
      case XMLStreamConstants.PROCESSING_INSTRUCTION -> {
        if (++instructions > MOST_NAMES) {
          throw new UnusableFileException(Cause.DAMAGED);
        }
      }
      default -> {}
    }
    return event;
  }

  /** The library keeps every name. */
  private void countNames() throws UnusableFileException {
    names.add(reader.getLocalName());
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      names.add(reader.getAttributeLocalName(i));
    }
    for (int i = 0; i < reader.getNamespaceCount(); i++) {
      names.add(reader.getNamespacePrefix(i));
    }
    if (names.size() > MOST_NAMES) {
      throw new UnusableFileException(Cause.DAMAGED);
    }
  }

  String name() {
    return reader.getLocalName();
  }

  /** An attribute, or null. */
  String attribute(String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals(name)) {
        return reader.getAttributeValue(i);
      }
    }
    return null;
  }

  /** An attribute with a prefix, whatever the prefix, or null. */
  String prefixedAttribute(String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals(name) && !reader.getAttributePrefix(i).isEmpty()) {
        return reader.getAttributeValue(i);
      }
    }
    return null;
  }

  /** Adds the characters of this event, as far as a text may be long. */
  void addText(StringBuilder text) throws UnusableFileException {
    try {
      int length = Math.min(reader.getTextLength(), SheetRow.LONGEST_TEXT - text.length());
      if (length > 0) {
        text.append(reader.getTextCharacters(), reader.getTextStart(), length);
      }
    } catch (RuntimeException e) {
      // Read late, so it may fail late.
      throw new UnusableFileException(Cause.DAMAGED);
    }
  }

  private static UnusableFileException unusable(XMLStreamException e) {
    if (e.getNestedException() instanceof Unpacked.TooMuchException) {
      return new UnusableFileException(Cause.UNPACKS_TOO_LARGE);
    }
    String message = e.getMessage() == null ? "" : e.getMessage();
    return new UnusableFileException(
        message.contains("entity") ? Cause.DOCUMENT_TYPE : Cause.DAMAGED);
  }

  @Override
  public void close() throws IOException {
    try (in) {
      reader.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }
}
