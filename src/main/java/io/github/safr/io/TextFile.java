package io.github.safr.io;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.uima.cas.CAS;

/**
 * A document of plain text, a file of its own.
 *
 * @param path the file, as {@link DocumentReader} reads it
 * @param characters those that its text may have; others are replaced
 */
public record TextFile(Path path, String name, Characters characters) implements Document {

  /** A document whose text can be written as XMI. */
  public TextFile(Path path, String name) {
    this(path, name, Characters.XML_1_0);
  }

  @Override
  public int readInto(CAS cas, String language) throws DocumentException {
    SourceDocument document = DocumentReader.read(path, characters);
    cas.setDocumentLanguage(language);
    cas.setDocumentText(document.text());
    return document.replacedCharacters();
  }

  @Override
  public long expectedCharacters() {
    // UTF-8 never has fewer bytes than the text has UTF-16 units.
    return FileContent.expectedBytes(path);
  }

  /** A directory is here because it could not be listed. */
  @Override
  public boolean standsForMore() {
    return Files.isDirectory(path);
  }
}
