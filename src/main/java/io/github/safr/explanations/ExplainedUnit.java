package io.github.safr.explanations;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.uima.cas.text.AnnotationFS;

/**
 * A decision on a unit of text, with what it was made on.
 *
 * @param begin where the unit begins in the text, in UTF-16 code units from 0
 * @param end where it ends, exclusive
 * @param text the unit
 * @param label what was decided
 * @param confidence probability of that label, in [0, 1]
 * @param probabilities every label with its probability, in the order of the model
 * @param model name and version of the model that decided
 * @param importantTokens by rank; empty if the decision was not explained
 * @param pairs highest score first
 * @param allocations by the rank of their token, then by layer
 * @param annotation the {@code Classification} that says so
 */
public record ExplainedUnit(
    int begin,
    int end,
    String text,
    String label,
    double confidence,
    Map<String, Double> probabilities,
    String model,
    List<ImportantWord> importantTokens,
    List<WordPair> pairs,
    List<WordNeurons> allocations,
    AnnotationFS annotation) {

  public ExplainedUnit {
    probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
    importantTokens = List.copyOf(importantTokens);
    pairs = List.copyOf(pairs);
    allocations = List.copyOf(allocations);
  }

  /** Whether there is an explanation. */
  public boolean isExplained() {
    return !importantTokens.isEmpty();
  }

  /** The neurons of one of its important tokens, by layer. */
  public List<WordNeurons> allocationsOf(ImportantWord token) {
    return allocations.stream()
        .filter(
            allocation -> allocation.begin() == token.begin() && allocation.end() == token.end())
        .toList();
  }
}
