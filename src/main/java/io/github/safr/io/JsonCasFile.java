package io.github.safr.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.uima.cas.CAS;

/**
 * A document with annotations of its own in UIMA's JSON CAS, which stay as they are; its language
 * and its text, too.
 */
public record JsonCasFile(Path path, String name) implements Document {

  /** What an annotated text takes at least, mostly; one with few annotations is read twice. */
  private static final int BYTES_PER_CHARACTER = 8;

  @Override
  public int readInto(CAS cas, String language) throws DocumentException {
    byte[] bytes = FileContent.read(path);
    JsonCasReader reader = new JsonCasReader(cas);
    try {
      reader.read(bytes);
    } catch (JsonCasReader.UndeclaredException e) {
      throw new DocumentException(
          ("'%s' has a type or feature (%s) that neither it nor a type system declares, or declares"
                  + " types that cannot be. Name a type system with --type-system, or write the"
                  + " document with its types.")
              .formatted(path, reader.place()),
          e);
    } catch (JsonSofas.TooManyException e) {
      throw new DocumentException(
          "'%s' has more than %,d views. Split it.".formatted(path, XmiFile.MAX_VIEWS), e);
    } catch (IOException | RuntimeException e) {
      // UIMA's messages, and Jackson's, may quote the document.
      throw new DocumentException(
          ("'%s' is not a CAS written as JSON (%s). Write it again; if it is a table with a JSON"
                  + " object in every line, say --format jsonl.")
              .formatted(path, reader.place()),
          e);
    }
    return 0;
  }

  /** Most of such a file are annotations. */
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
}
