package io.github.safr.io.table;

import io.github.safr.io.Characters;
import io.github.safr.io.Document;
import io.github.safr.io.DocumentSource;
import io.github.safr.io.FoundFile;
import io.github.safr.io.JsonCasFile;
import io.github.safr.io.LookAhead;
import io.github.safr.io.TextFile;
import io.github.safr.io.XmiFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All documents of a source: its files and, of those that are tables, the rows. */
public final class DocumentCollection implements Iterable<Document> {

  private final DocumentSource source;
  private final TableColumns columns;
  private final Characters characters;

  /**
   * The documents of a source.
   *
   * @param columns where in its tables the documents are
   * @param characters those that texts may have; others are replaced
   */
  public DocumentCollection(DocumentSource source, TableColumns columns, Characters characters) {
    this.source = source;
    this.columns = columns;
    this.characters = characters;
  }

  /** Starts at the first document again; may be closed before its end. */
  @Override
  public Iterator<Document> iterator() {
    return new Pass(source.iterator());
  }

  /**
   * Counts the documents: lists every directory and reads every table.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  public long count() throws InterruptedException {
    long count = 0;
    for (FoundFile file : source.unnamed()) {
      boolean isTable = file.format().isTable() && !file.leadsOutside();
      count += isTable ? TableDocuments.count(file, columns) : 1;
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return count;
  }

  /** One pass over the documents. */
  private final class Pass extends LookAhead<Document> implements Closeable {

    private final Iterator<FoundFile> files;
    private @Nullable TableDocuments table;

    Pass(Iterator<FoundFile> files) {
      this.files = files;
    }

    @Override
    protected @Nullable Document find() {
      while (true) {
        if (table != null && table.hasNext()) {
          return table.next();
        }
        table = null;
        if (!files.hasNext()) {
          return null;
        }
        FoundFile file = files.next();
        Optional<Document> refused = file.refused();
        if (refused.isPresent()) {
          return refused.get();
        }
        switch (file.format()) {
          case TEXT -> {
            return file.guarding(new TextFile(file.path(), file.name(), characters));
          }
          case XMI -> {
            return file.guarding(new XmiFile(file.path(), file.name()));
          }
          case JSON -> {
            return file.guarding(new JsonCasFile(file.path(), file.name()));
          }
          case TSV, CSV, JSONL -> table = TableDocuments.of(file, columns, characters);
        }
      }
    }

    @Override
    public void close() throws IOException {
      if (table != null) {
        table.close();
      }
    }
  }
}
