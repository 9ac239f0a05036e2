package io.github.safr.io;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import javax.xml.transform.OutputKeys;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.impl.XmiCasSerializer;
import org.apache.uima.util.XMLSerializer;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;
import org.xml.sax.helpers.XMLFilterImpl;

/** Writes a CAS as XMI, whatever characters its text and its features have. */
final class XmiForm extends XMLFilterImpl {

  private final Characters characters;
  private int replaced;

  private XmiForm(Characters characters) {
    this.characters = characters;
  }

  /**
   * Writes a CAS.
   *
   * @param characters those of XML 1.0 or 1.1, and so which of them is written
   * @return how many characters of texts and features were replaced
   */
  static int write(CAS cas, OutputStream out, Characters characters) throws IOException {
    try {
      XmiForm form = new XmiForm(characters);
      Writer escaping = new References(new OutputStreamWriter(out, StandardCharsets.UTF_8));
      XMLSerializer xml =
          characters == Characters.XML_1_1
              ? new XMLSerializer(escaping, false)
              : new XMLSerializer(out, false);
      if (characters == Characters.XML_1_1) {
        xml.setOutputProperty(OutputKeys.VERSION, "1.1");
      }
      form.setContentHandler(xml.getContentHandler());
      new XmiCasSerializer(null).serialize(cas, form);
      escaping.flush();
      return form.replaced;
    } catch (SAXException e) {
      throw asIOException(e);
    }
  }

  @Override
  public void startElement(String uri, String localName, String qName, Attributes attributes)
      throws SAXException {
    AttributesImpl carried = null;
    for (int i = 0; i < attributes.getLength(); i++) {
      String value = attributes.getValue(i);
      String clean = characters.replaceForbidden(value);
      if (!clean.equals(value)) {
        carried = carried == null ? new AttributesImpl(attributes) : carried;
        carried.setValue(i, clean);
        replaced += characters.countForbidden(value);
      }
    }
    super.startElement(uri, localName, qName, carried == null ? attributes : carried);
  }

  /** Whole strings of arrays. */
  @Override
  public void characters(char[] text, int start, int length) throws SAXException {
    String value = new String(text, start, length);
    String clean = characters.replaceForbidden(value);
    replaced += characters.countForbidden(value);
    super.characters(clean.toCharArray(), 0, length);
  }

  /**
   * Writes as references what XML 1.1 wants written so, and Java's serializer writes as it is: the
   * control characters from U+007F on, and what parsers take for the end of a line. All of them can
   * stand in values only.
   */
  private static final class References extends FilterWriter {

    References(Writer out) {
      super(out);
    }

    @Override
    public void write(int c) throws IOException {
      if ((c >= 0x7F && c <= 0x9F) || c == 0x2028) {
        out.write("&#" + c + ";");
      } else {
        out.write(c);
      }
    }

    @Override
    public void write(char[] text, int start, int length) throws IOException {
      for (int i = start; i < start + length; i++) {
        write(text[i]);
      }
    }

    @Override
    public void write(String text, int start, int length) throws IOException {
      write(text.toCharArray(), start, length);
    }
  }

  /** A full disk comes wrapped as a mistake in the XML: unwraps it. */
  static IOException asIOException(SAXException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException inner) {
        return inner;
      }
    }
    // The message of UIMA quotes the text.
    return new IOException("not expressible as XMI", e);
  }
}
