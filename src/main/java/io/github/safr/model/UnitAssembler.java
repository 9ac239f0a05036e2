package io.github.safr.model;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Puts the windows of a unit together again.
 *
 * <p>The logits of a unit are the mean of its windows', weighted by their tokens. Logits are sums
 * of token scores, so contributions to the unit still sum to what sets its label apart from the
 * mean of the others: a token's is what it adds in all windows that read it.
 *
 * <p>Of what cannot be added up, a token that several windows read has what the window says that
 * reads most of its surroundings ({@link Window#context}), and so has a pair, by the token of it
 * that is worse off; of equal windows the first. Scores of pairs are about the window's own
 * decision; effects of neurons about the unit's.
 */
final class UnitAssembler {

  private static final int MEASURES = 4;
  private static final double UNKNOWN = Double.NaN;

  /** What a few operations in single precision lose at most, relative to what goes in. */
  private static final double ROUNDING = 0x1p-22;

  private final List<String> labels;
  private final List<Integer> layers;
  private final boolean masked;
  private final ModelManifest manifest;

  UnitAssembler(ModelManifest manifest) {
    this.labels = manifest.labels();
    this.layers = manifest.allocationLayers();
    this.masked = manifest.hasMask();
    this.manifest = manifest;
  }

  /**
   * The prediction for a unit.
   *
   * @param windows its windows, in order
   * @param results what the network said of them
   */
  Prediction assemble(List<Window> windows, WindowResult[] results) {
    double[] shares = Window.shares(windows);
    double[] logits = new double[labels.size()];
    for (int w = 0; w < results.length; w++) {
      for (int c = 0; c < logits.length; c++) {
        logits[c] += shares[w] * results[w].logits()[c];
      }
    }
    double[] probabilities = ClassScores.softmax(logits);
    int label = ClassScores.largest(probabilities);
    Optional<Explanation> explanation =
        results[0].reasons() == null
            ? Optional.empty()
            : Optional.of(explanation(windows, shares, results, label));
    return new Prediction(labels.get(label), probabilities[label], probabilities, explanation);
  }

  private Explanation explanation(
      List<Window> windows, double[] shares, WindowResult[] results, int label) {
    int tokens = windows.get(windows.size() - 1).end();
    double[] visibility = new double[tokens];
    double[] contribution = new double[tokens];
    int[] context = new int[tokens];
    Arrays.fill(context, -1);
    TokenLayers[] allocations = new TokenLayers[tokens];
    for (int w = 0; w < results.length; w++) {
      Window window = windows.get(w);
      WindowResult.Reasons reasons = Objects.requireNonNull(results[w].reasons());
      for (int i = 0; i < window.length(); i++) {
        int token = window.begin() + i;
        contribution[token] += shares[w] * margin(reasons.tokenScores(), i, label);
        if (window.context(token, tokens) > context[token]) {
          context[token] = window.context(token, tokens);
          visibility[token] = masked ? reasons.visibility()[i] : 1;
          allocations[token] = new TokenLayers(reasons, i, effect(results[w], shares[w], label));
        }
      }
    }
    return new Explanation(
        importance(contribution),
        contribution,
        visibility,
        pairs(windows, results, tokens),
        List.of(allocations));
  }

  /**
   * What an effect on a window's own label is on the unit's: its part of the unit, against the
   * label where the window has the other of two; unknown where it has another of several.
   */
  private double effect(WindowResult window, double share, int label) {
    if (ClassScores.largest(doubles(window.logits(), 0, window.logits().length)) == label) {
      return share;
    }
    return labels.size() == 2 ? -share : UNKNOWN;
  }

  private static double[] doubles(float[] values, int begin, int count) {
    double[] copy = new double[count];
    Arrays.setAll(copy, i -> values[begin + i]);
    return copy;
  }

  /** The pairs of all windows, each once, best first. */
  private List<TokenPair> pairs(List<Window> windows, WindowResult[] results, int tokens) {
    Map<List<Integer>, SeenPair> pairs = new LinkedHashMap<>();
    for (int w = 0; w < results.length; w++) {
      Window window = windows.get(w);
      for (TokenPair inWindow : Objects.requireNonNull(results[w].reasons()).pairs()) {
        if (inWindow.score() <= roundingOf(inWindow, results[w])) {
          continue;
        }
        TokenPair pair = inUnit(inWindow, window.begin());
        int context =
            Math.min(window.context(pair.first(), tokens), window.context(pair.second(), tokens));
        pairs.merge(
            List.of(pair.first(), pair.second()),
            new SeenPair(pair, context),
            (known, other) -> other.context > known.context ? other : known);
      }
    }
    return pairs.values().stream()
        .map(SeenPair::pair)
        .sorted(Comparator.comparingDouble(TokenPair::score).reversed())
        .toList();
  }

  /**
   * The score that rounding alone may give a pair, which differs from run to run: the network takes
   * probabilities from each other that may be all but equal. Models that score otherwise have none.
   */
  private double roundingOf(TokenPair pair, WindowResult window) {
    if (!manifest.namesEffects()) {
      return 0;
    }
    double[] probabilities =
        ClassScores.softmax(doubles(window.logits(), 0, window.logits().length));
    int label = ClassScores.largest(probabilities);
    // Not one less the label's, which has few digits where that is near one.
    double others = 0;
    for (int c = 0; c < probabilities.length; c++) {
      others += c == label ? 0 : probabilities[c];
    }
    double logOdds = Math.log(others / probabilities[label]);
    float[] scores = Objects.requireNonNull(window.reasons()).tokenScores();
    double first = margin(scores, pair.first(), label);
    double second = margin(scores, pair.second(), label);
    double summed =
        others
            + sigmoid(logOdds + first)
            + sigmoid(logOdds + second)
            + sigmoid(logOdds + first + second);
    return pair.attention() * summed * ROUNDING;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** A pair as one window saw it, and how much context it had there. */
  private record SeenPair(TokenPair pair, int context) {}

  /** A window's pair by its positions in the unit, without what rounding adds to its figures. */
  private static TokenPair inUnit(TokenPair pair, int begin) {
    return new TokenPair(
        begin + pair.first(),
        begin + pair.second(),
        Math.min(1, pair.attention()),
        Math.min(1, pair.interference()),
        Math.min(1, pair.score()));
  }

  /** Sizes of contributions, relative to the largest of the unit. */
  private static double[] importance(double[] contribution) {
    double largest = Arrays.stream(contribution).map(Math::abs).max().orElse(0);
    return Arrays.stream(contribution)
        .map(share -> largest > 0 ? Math.abs(share) / largest : 0)
        .toArray();
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
    private final double effect;

    TokenLayers(WindowResult.Reasons reasons, int token, double effect) {
      this.reasons = reasons;
      this.token = token;
      this.effect = effect;
    }

    @Override
    public TokenAllocation get(int index) {
      int at = token * layers.size() + index;
      int top = reasons.neurons().length / (reasons.visibility().length * layers.size());
      float[] effects = manifest.isLast(layers.get(index)) ? reasons.effects() : null;
      int named = effects == null ? firing(at * top, top) : acting(effects, at * top, top);
      float[] measures = reasons.measures();
      return new TokenAllocation(
          layers.get(index),
          measures[at * MEASURES],
          Math.min(1, measures[at * MEASURES + 1]),
          measures[at * MEASURES + 2],
          measures[at * MEASURES + 3],
          Arrays.copyOfRange(reasons.neurons(), at * top, at * top + named),
          doubles(reasons.activations(), at * top, named),
          effects == null || Double.isNaN(effect)
              ? new double[0]
              : effects(effects, at * top, named));
    }

    /** How many of the neurons reported do anything to the label; those that do come first. */
    private static int acting(float[] effects, int begin, int count) {
      int acting = 0;
      while (acting < count && effects[begin + acting] != 0) {
        acting++;
      }
      return acting;
    }

    /** How many of the neurons reported fire; those that do come first. */
    private int firing(int begin, int count) {
      int firing = 0;
      while (firing < count && reasons.activations()[begin + firing] > 0) {
        firing++;
      }
      return firing;
    }

    private double[] effects(float[] ofWindow, int begin, int count) {
      double[] effects = doubles(ofWindow, begin, count);
      Arrays.setAll(effects, i -> effects[i] * effect);
      return effects;
    }

    @Override
    public int size() {
      return layers.size();
    }
  }
}
