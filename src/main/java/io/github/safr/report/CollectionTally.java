package io.github.safr.report;

import io.github.safr.explanations.ExplainedUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts over the documents of a report, met one after the other. */
final class CollectionTally {

  private static final int MOST_KEPT_WORDS = 100_000;
  private static final int WORDS_PER_DOCUMENT = 8;
  private static final int LONGEST_WORD = 40;

  /** What is counted for a label. */
  static final class Label {
    private final String name;
    private final int number;
    private final DecidingWords words = new DecidingWords(MOST_KEPT_WORDS);
    private long documents;
    private long units;

    private Label(String name, int number) {
      this.name = name;
      this.number = number;
    }

    String name() {
      return name;
    }

    /** Documents whose verdict it is. */
    long documents() {
      return documents;
    }

    /** Units that got it. */
    long units() {
      return units;
    }

    DecidingWords words() {
      return words;
    }
  }

  /** No model has as many; documents from strangers may have any number. */
  static final int MOST_LABELS = 200;

  /** Stands for the labels that come when there are too many. */
  static final String OTHER_LABELS = "(other labels)";

  private static final int MOST_MODELS = 100;

  private final Map<String, Label> labels = new LinkedHashMap<>();
  private final Set<String> models = new LinkedHashSet<>();
  private final List<DocumentEntry> entries = new ArrayList<>();
  private final Histogram confidences = new Histogram();
  private long units;
  private long explained;

  /** Counts a document. */
  void add(ReportDocument document) {
    for (ExplainedUnit unit : document.units()) {
      unit.probabilities().keySet().forEach(this::label);
      Label label = label(String.valueOf(unit.label()));
      label.units++;
      label.words.add(unit);
      confidences.add(unit.confidence());
      if (models.size() < MOST_MODELS) {
        models.add(String.valueOf(unit.model()));
      }
      units++;
      explained += unit.isExplained() ? 1 : 0;
    }
    DocumentEntry entry =
        document
            .verdict()
            .map(verdict -> entry(document, verdict))
            .orElseGet(
                () ->
                    new DocumentEntry(
                        document.number(),
                        document.name(),
                        -1,
                        0,
                        document.units().size(),
                        List.of()));
    entries.add(entry);
  }

  private DocumentEntry entry(ReportDocument document, Verdict verdict) {
    Label label = label(verdict.label());
    label.documents++;
    return new DocumentEntry(
        document.number(),
        document.name(),
        label.number,
        verdict.confidence(),
        document.units().size(),
        document.words(verdict.label(), WORDS_PER_DOCUMENT, LONGEST_WORD));
  }

  private Label label(String name) {
    boolean isTooMany = labels.size() >= MOST_LABELS && !labels.containsKey(name);
    return labels.computeIfAbsent(
        isTooMany ? OTHER_LABELS : name, key -> new Label(key, labels.size()));
  }

  /** In the order of the models. */
  List<Label> labels() {
    return List.copyOf(labels.values());
  }

  Set<String> models() {
    return Collections.unmodifiableSet(models);
  }

  /** In the order in which they were met. */
  List<DocumentEntry> entries() {
    return Collections.unmodifiableList(entries);
  }

  /** Confidences of the units. */
  Histogram confidences() {
    return confidences;
  }

  long units() {
    return units;
  }

  /** Units with an explanation. */
  long explained() {
    return explained;
  }
}
