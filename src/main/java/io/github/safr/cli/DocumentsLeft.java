package io.github.safr.cli;

import io.github.safr.io.Document;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;

/** The documents of a collection that have to be annotated still. */
record DocumentsLeft(Iterable<Document> all, Predicate<String> wanted)
    implements Iterable<Document> {

  @Override
  public Iterator<Document> iterator() {
    return new Pass(all.iterator(), wanted);
  }

  /** How many there are, if they are few; looks at no more than that. */
  int atMost(int few) throws IOException {
    try (Pass pass = new Pass(all.iterator(), wanted)) {
      int count = 0;
      while (count < few && pass.hasNext()) {
        pass.next();
        count++;
      }
      return count;
    }
  }

  private static final class Pass implements Iterator<Document>, Closeable {

    private final Iterator<Document> all;
    private final Predicate<String> wanted;
    private Document next;

    Pass(Iterator<Document> all, Predicate<String> wanted) {
      this.all = all;
      this.wanted = wanted;
    }

    @Override
    public boolean hasNext() {
      while (next == null && all.hasNext()) {
        Document candidate = all.next();
        next = wanted.test(candidate.name()) ? candidate : null;
      }
      return next != null;
    }

    @Override
    public Document next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Document document = next;
      next = null;
      return document;
    }

    @Override
    public void close() throws IOException {
      if (all instanceof Closeable closeable) {
        closeable.close();
      }
    }
  }
}
