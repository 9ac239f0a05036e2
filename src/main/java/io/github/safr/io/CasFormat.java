package io.github.safr.io;

import java.util.Arrays;
import java.util.Optional;

/** How annotated documents are written. */
public enum CasFormat {
  /** XMI in XML 1.0, which every reader of XMI can read. */
  XMI("xmi", "XMI", ".xmi", Characters.XML_1_0),
  /** XMI in XML 1.1, which carries control characters; not every XML parser reads it. */
  XMI_1_1("xmi-1.1", "XMI of XML 1.1", ".xmi", Characters.XML_1_1),
  /** UIMA's JSON CAS; each file holds its type system, too. */
  JSON("json", "JSON", ".json", Characters.ALL);

  private final String name;
  private final String title;
  private final String extension;
  private final Characters characters;

  CasFormat(String name, String title, String extension, Characters characters) {
    this.name = name;
    this.title = title;
    this.extension = extension;
    this.characters = characters;
  }

  /** The format of this name, as {@link #toString()} writes it. */
  public static Optional<CasFormat> named(String name) {
    return Arrays.stream(values()).filter(format -> format.name.equals(name)).findFirst();
  }

  /** What to call it in a sentence. */
  public String title() {
    return title;
  }

  /** Ends the names of its files. */
  String extension() {
    return extension;
  }

  /** What texts and features may consist of. */
  public Characters characters() {
    return characters;
  }

  /** The path of a document's file below the output folder, separated by {@code /}. */
  public String fileName(String document) {
    return document.endsWith(extension) ? document : document + extension;
  }

  @Override
  public String toString() {
    return name;
  }
}
