package io.github.safr.cli;

import io.github.safr.io.DocumentException;
import io.github.safr.io.journal.PastRun;
import io.github.safr.io.journal.RunFolder;
import io.github.safr.io.journal.RunJournal;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where in its collection a run starts.
 *
 * @param past the run that it goes on with; empty to start at the beginning
 */
record StartingPoint(Optional<PastRun> past) {

  /** What a person wants of a folder in which there may have been a run already. */
  enum Wish {
    /** To annotate, but nothing that was begun may be lost. */
    NONE,
    /** To go on with what was begun. */
    RESUME,
    /** To start at the beginning, whatever was begun. */
    OVERWRITE
  }

  /**
   * Decides where to start.
   *
   * @param settings those of this run
   * @throws CommandFailure if the wish cannot be granted
   */
  static StartingPoint choose(RunFolder folder, Wish wish, SortedMap<String, String> settings)
      throws DocumentException {
    if (wish == Wish.OVERWRITE) {
      return new StartingPoint(Optional.empty());
    }
    Optional<PastRun> past = folder.past();
    if (wish == Wish.RESUME) {
      past.ifPresent(run -> checkSame(run.settings(), settings));
      return new StartingPoint(past);
    }
    if (past.isPresent() && !past.get().isFinished() && past.get().annotated() > 0) {
      throw new CommandFailure(
          ("A run into this output folder was stopped after %,d documents, or skipped what"
                  + " may stand for more. Go on with --resume, or start again with --overwrite.")
              .formatted(past.get().annotated()));
    }
    return new StartingPoint(Optional.empty());
  }

  private static void checkSame(SortedMap<String, String> then, SortedMap<String, String> now) {
    SortedMap<String, String> all = new TreeMap<>(then);
    all.putAll(now);
    for (String name : all.keySet()) {
      String before = then.getOrDefault(name, "unknown");
      String given = now.getOrDefault(name, "unknown");
      if (!before.equals(given)) {
        throw new CommandFailure(
            ("The run in this output folder was begun with another %s: '%s' and not '%s'. Give the"
                    + " same again, or start again with --overwrite.")
                .formatted(name, before, given));
      }
    }
  }

  /** Whether all is done already. */
  boolean isEnd() {
    return past.isPresent() && past.get().isFinished() && past.get().failed() == 0;
  }

  /** Documents that need not be annotated any more. */
  long annotated() {
    return past.map(PastRun::annotated).orElse(0L);
  }

  /** Whether a document has to be annotated. */
  boolean wants(String document) {
    return past.isEmpty() || past.get().wants(document);
  }

  /** How many documents are left. */
  long left(long total) {
    return past.filter(PastRun::isFinished)
        .map(PastRun::failed)
        .orElseGet(() -> Math.max(0, total - annotated()));
  }

  /**
   * How many documents of a finished run failed and were not met again.
   *
   * @param met how many were met
   */
  long missing(long met) {
    return past.filter(PastRun::isFinished).map(run -> Math.max(0, run.failed() - met)).orElse(0L);
  }

  /** The journal to write. */
  RunJournal journal(RunFolder folder, Map<String, String> settings) throws DocumentException {
    return past.isPresent() ? folder.resume(past.get()) : folder.begin(settings);
  }
}
