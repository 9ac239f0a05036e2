package io.github.safr.report;

import io.github.safr.explanations.ExplainedUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the decisions on the units of a document come to.
 *
 * @param label the label with the highest mean probability over the units, long units counting for
 *     more: each by its number of tokens
 * @param confidence that mean, in [0, 1]
 */
record Verdict(String label, double confidence) {

  /**
   * The verdict on a document; none if nothing was decided. Of decisions by models with different
   * labels, those with the labels of the last count.
   *
   * @param tokens how many tokens a unit has
   */
  static Optional<Verdict> of(List<ExplainedUnit> units, ToIntFunction<ExplainedUnit> tokens) {
    List<ExplainedUnit> decided =
        units.stream().filter(unit -> !unit.probabilities().isEmpty()).toList();
    if (decided.isEmpty()) {
      return Optional.empty();
    }
    ExplainedUnit last = decided.get(decided.size() - 1);
    Map<String, Double> sums = new LinkedHashMap<>();
    double total = 0;
    for (ExplainedUnit unit : decided) {
      if (unit.probabilities().keySet().equals(last.probabilities().keySet())) {
        double weight = Math.max(1, tokens.applyAsInt(unit));
        unit.probabilities().forEach((label, p) -> sums.merge(label, weight * p, Double::sum));
        total += weight;
      }
    }
    Map.@Nullable Entry<String, Double> best = null;
    for (Map.Entry<String, Double> sum : sums.entrySet()) {
      best = best == null || sum.getValue() > best.getValue() ? sum : best;
    }
    // There is one: the last unit agrees with itself.
    Map.Entry<String, Double> found = Objects.requireNonNull(best);
    return Optional.of(new Verdict(found.getKey(), found.getValue() / total));
  }
}
