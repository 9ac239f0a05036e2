package io.github.safr.model;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Puts the windows of a unit together again.
 *
 * <p>The logits of a unit are the mean of its windows', weighted by their tokens. Logits are sums
 * of token scores, so each token's contribution to the unit stays an exact share: what it adds to
 * the log-odds of the label against the mean of the other labels.
 */
final class UnitAssembler {

  private static final int MEASURES = 4;

  private final List<String> labels;
  private final List<Integer> layers;
  private final boolean masked;

  UnitAssembler(ModelManifest manifest) {
    this.labels = manifest.labels();
    this.layers = manifest.allocationLayers();
    this.masked = manifest.hasMask();
  }

  /**
   * The prediction for a unit.
   *
   * @param windows its windows, in order
   * @param results what the network said of them
   */
  Prediction assemble(List<Window> windows, WindowResult[] results) {
    int tokens = windows.get(windows.size() - 1).end();
    double[] logits = new double[labels.size()];
    for (int w = 0; w < results.length; w++) {
      double share = (double) windows.get(w).length() / tokens;
      for (int c = 0; c < logits.length; c++) {
        logits[c] += share * results[w].logits()[c];
      }
    }
    double[] probabilities = ClassScores.softmax(logits);
    int label = ClassScores.largest(probabilities);
    Optional<Explanation> explanation =
        results[0].reasons() == null
            ? Optional.empty()
            : Optional.of(explanation(windows, results, tokens, label));
    return new Prediction(labels.get(label), probabilities[label], probabilities, explanation);
  }

  private Explanation explanation(
      List<Window> windows, WindowResult[] results, int tokens, int label) {
    double[] importance = new double[tokens];
    double[] contribution = new double[tokens];
    List<TokenPair> pairs = new ArrayList<>();
    List<List<TokenAllocation>> allocations = new ArrayList<>(tokens);
    for (int w = 0; w < results.length; w++) {
      Window window = windows.get(w);
      WindowResult.Reasons reasons = results[w].reasons();
      double share = (double) window.length() / tokens;
      for (int i = 0; i < window.length(); i++) {
        importance[window.begin() + i] = reasons.importance()[i];
        contribution[window.begin() + i] = share * margin(reasons.tokenScores(), i, label);
        allocations.add(new TokenLayers(reasons, i));
      }
      for (TokenPair pair : reasons.pairs()) {
        pairs.add(
            new TokenPair(
                window.begin() + pair.first(),
                window.begin() + pair.second(),
                Math.min(1, pair.attention()),
                Math.min(1, pair.interference()),
                Math.min(1, pair.score())));
      }
    }
    if (!masked) {
      relate(importance);
    }
    if (results.length > 1) {
      pairs.sort(Comparator.comparingDouble(TokenPair::score).reversed());
    }
    return new Explanation(importance, contribution, pairs, allocations);
  }

  /** Without a mask the network gives sizes that only compare within a unit. */
  private static void relate(double[] sizes) {
    double largest = Arrays.stream(sizes).max().orElse(0);
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = largest > 0 ? sizes[i] / largest : 0;
    }
  }

  /** A token's score for a class less the mean of its scores for the others. */
  private double margin(float[] tokenScores, int token, int label) {
    int classes = labels.size();
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += tokenScores[token * classes + c];
    }
    double own = tokenScores[token * classes + label];
    return own - (sum - own) / (classes - 1);
  }

  /** The allocations of one token; made when they are asked for, since few tokens' are. */
  private final class TokenLayers extends AbstractList<TokenAllocation> {

    private final WindowResult.Reasons reasons;
    private final int token;

    TokenLayers(WindowResult.Reasons reasons, int token) {
      this.reasons = reasons;
      this.token = token;
    }

    @Override
    public TokenAllocation get(int index) {
      int at = token * layers.size() + index;
      int top = reasons.neurons().length / (reasons.importance().length * layers.size());
      int active = 0;
      while (active < top && reasons.activations()[at * top + active] > 0) {
        active++;
      }
      double[] activations = new double[active];
      for (int k = 0; k < active; k++) {
        activations[k] = reasons.activations()[at * top + k];
      }
      float[] measures = reasons.measures();
      return new TokenAllocation(
          layers.get(index),
          measures[at * MEASURES],
          Math.min(1, measures[at * MEASURES + 1]),
          measures[at * MEASURES + 2],
          measures[at * MEASURES + 3],
          Arrays.copyOfRange(reasons.neurons(), at * top, at * top + active),
          activations);
    }

    @Override
    public int size() {
      return layers.size();
    }
  }
}
