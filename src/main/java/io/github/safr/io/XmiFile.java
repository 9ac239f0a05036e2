package io.github.safr.io;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.impl.XCASParsingException;
import org.apache.uima.cas.impl.XmiCasDeserializer;
import org.apache.uima.jcas.cas.CommonList;
import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * A document with annotations of its own, which stay as they are; its language and its text, too.
 */
public record XmiFile(Path path, String name) implements Document {

  private static final String XMI = "http://www.omg.org/XMI";
  private static final String CAS_TYPES = "http:///uima/cas.ecore";

  /** Views that a document may have: UIMA keeps what it makes for them, and reads on with it. */
  static final int MAX_VIEWS = 1_000;

  /** What an annotated text takes at least, mostly; one with few annotations is read twice. */
  private static final int BYTES_PER_CHARACTER = 8;

  @Override
  public int readInto(CAS cas, String language) throws DocumentException {
    try {
      ContentHandler reader =
          new XmiCasDeserializer(cas.getTypeSystem()).getXmiCasHandler(cas, false);
      SecureXml.parse(path, new Checks(path, reader));
    } catch (DocumentException e) {
      throw explained(e);
    } catch (RuntimeException e) {
      throw new DocumentException("'" + path + "' is not a CAS written as XMI. Write it again.", e);
    }
    return 0;
  }

  /** Most of an XMI file are annotations. */
  @Override
  public long expectedCharacters() {
    return FileContent.expectedBytes(path) / BYTES_PER_CHARACTER;
  }

  @Override
  public boolean isAnnotated() {
    return true;
  }

  /** A directory is here because it could not be listed. */
  @Override
  public boolean standsForMore() {
    return Files.isDirectory(path);
  }

  /** UIMA's messages may quote the document: only names of types and features are told. */
  private DocumentException explained(DocumentException failure) {
    if (!(failure.getCause() instanceof XCASParsingException cause)) {
      return failure;
    }
    boolean undeclared =
        cause.getError() == XCASParsingException.UNKNOWN_TYPE
            || cause.getError() == XCASParsingException.UNKNOWN_FEATURE;
    return new DocumentException(
        undeclared
            ? ("'%s' has a type or feature (line %,d) that no type system declares. Put its %s beside"
                    + " it, or name one with --type-system.")
                .formatted(path, cause.getLineNumber(), CasWriter.TYPE_SYSTEM)
            : "'%s' is not a CAS written as XMI (line %,d). Write it again."
                .formatted(path, cause.getLineNumber()),
        cause);
  }

  /**
   * UIMA takes any XML for XMI, and finds nothing in it; it takes lists without an end, and keeps
   * for ever what it makes for views.
   */
  private static final class Checks extends XMLFilterImpl {

    private final Path path;
    private final ListChains<String> lists = new ListChains<>();
    private boolean rootSeen;
    private int views;

    Checks(Path path, ContentHandler reader) {
      this.path = path;
      setContentHandler(reader);
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes)
        throws SAXException {
      if (!rootSeen && !(XMI.equals(uri) && localName.equals("XMI"))) {
        throw refused("is XML, but no CAS written as XMI. Say --format if it is another.");
      }
      rootSeen = true;
      if (CAS_TYPES.equals(uri)) {
        String node = attributes.getValue(XMI, "id");
        String tail = attributes.getValue(CommonList._FeatName_tail);
        if (node != null && tail != null) {
          lists.add(node, tail);
        }
        if (localName.equals("Sofa") && ++views > MAX_VIEWS) {
          throw refused("has more than %,d views. Split it.".formatted(MAX_VIEWS));
        }
      }
      super.startElement(uri, localName, qName, attributes);
    }

    @Override
    public void endDocument() throws SAXException {
      if (lists.areEndless()) {
        throw refused("has a list that leads back to itself. Write it again.");
      }
      super.endDocument();
    }

    private SAXException refused(String what) {
      return new SAXException(new DocumentException("'" + path + "' " + what));
    }
  }
}
