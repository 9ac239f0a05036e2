package io.github.safr.cli;

import io.github.safr.io.Document;
import io.github.safr.io.LookAhead;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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

  private static final class Pass extends LookAhead<Document> implements Closeable {

    private final Iterator<Document> all;
    private final Predicate<String> wanted;

    Pass(Iterator<Document> all, Predicate<String> wanted) {
      this.all = all;
      this.wanted = wanted;
    }

    @Override
    protected @Nullable Document find() {
      while (all.hasNext()) {
        Document candidate = all.next();
        if (wanted.test(candidate.name())) {
          return candidate;
        }
      }
      return null;
    }

    @Override
    public void close() throws IOException {
      if (all instanceof Closeable closeable) {
        closeable.close();
      }
    }
  }
}
