package io.github.safr.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.ContentHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Parses XML of strangers: document type declarations, and with them entities and references to
 * files and servers, are refused.
 */
final class SecureXml {

  private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

  private SecureXml() {}

  /**
   * Parses a file, as large as the largest document at most.
   *
   * @param handler receives what is in it, and may throw
   * @throws DocumentException if the file cannot be read or is not well-formed; the message quotes
   *     nothing of it
   */
  static void parse(Path path, ContentHandler handler) throws DocumentException {
    byte[] bytes = FileContent.read(path);
    try {
      XMLReader reader = reader();
      reader.setContentHandler(handler);
      reader.setErrorHandler(new DefaultHandler());
      reader.parse(new InputSource(new ByteArrayInputStream(bytes)));
    } catch (SAXParseException e) {
      throw new DocumentException(
          ("'%s' is not well-formed XML, or declares a document type (line %,d, column %,d)."
                  + " Write it again.")
              .formatted(path, e.getLineNumber(), e.getColumnNumber()),
          e);
    } catch (SAXException | IOException e) {
      if (e.getCause() instanceof DocumentException told) {
        throw told;
      }
      throw new DocumentException("'" + path + "' cannot be read as XML. Write it again.", e);
    }
  }

  private static XMLReader reader() throws SAXException {
    try {
      // Java's own, of which we know what it refuses, whatever other is on the class path.
      SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(NO_DOCTYPE, true);
      return factory.newSAXParser().getXMLReader();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("This Java cannot parse XML securely. Use another.", e);
    }
  }
}
