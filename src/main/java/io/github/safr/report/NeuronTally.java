package io.github.safr.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * What is counted for a neuron: counters, a histogram, the strongest tokens, and a bounded number
 * of different words. Words that come when there is room for no more are not remembered; counts of
 * the others are exact.
 */
final class NeuronTally {

  /** How many of the strongest tokens are kept. */
  static final int STRONGEST = 10;

  /**
   * A word, in lower case, that a neuron was reported for.
   *
   * @param count at how many tokens
   * @param activation the mean there
   * @param effect the mean where it is known; NaN if it is nowhere
   */
  record Word(String text, long count, double activation, double effect) {}

  /**
   * A neuron in the units of a label.
   *
   * @param label number of the label
   * @param units in how many of its units the neuron was reported
   * @param tokens at how many tokens
   * @param largest sum over these units of the largest activation that was reported, at least 0
   * @param effect mean effect on the label at these tokens; NaN if it is not known
   */
  record OfLabel(int label, long units, long tokens, double largest, double effect) {}

  private static final class Sum {
    private long count;
    private double activations;
    private long effectsKnown;
    private double effects;

    private void add(double activation, double effect) {
      count++;
      activations += activation;
      if (Double.isFinite(effect)) {
        effectsKnown++;
        effects += effect;
      }
    }

    private double meanEffect() {
      return effectsKnown == 0 ? Double.NaN : effects / effectsKnown;
    }
  }

  private static final class LabelSum {
    private final Sum tokens = new Sum();
    private long units;
    private double largest;
  }

  private final int index;
  private final ActivationHistogram histogram = new ActivationHistogram();
  private final PriorityQueue<NeuronSighting> strongest =
      new PriorityQueue<>(NeuronSighting.STRONGEST_FIRST.reversed());
  private final Map<Integer, LabelSum> labels = new HashMap<>(4);
  private final Map<String, Sum> words = new HashMap<>();
  private boolean wordsLeftOut;
  private long tokens;

  /**
   * Nothing is counted yet.
   *
   * @param index number of the neuron in its layer, from 0
   */
  NeuronTally(int index) {
    this.index = index;
  }

  /**
   * Counts a token.
   *
   * @param word the token in lower case
   * @param room whether a word that is new may be remembered
   * @return whether the word was new and is remembered
   */
  boolean add(NeuronSighting sighting, String word, boolean room) {
    tokens++;
    histogram.add(Math.abs(sighting.activation()));
    labels
        .computeIfAbsent(sighting.label(), key -> new LabelSum())
        .tokens
        .add(sighting.activation(), sighting.effect());
    if (strongest.size() < STRONGEST) {
      strongest.add(sighting);
    } else if (NeuronSighting.STRONGEST_FIRST.compare(sighting, strongest.peek()) < 0) {
      strongest.remove();
      strongest.add(sighting);
    }
    Sum known = words.get(word);
    boolean isNew = known == null && room;
    if (isNew) {
      known = new Sum();
      words.put(word, known);
    }
    if (known == null) {
      wordsLeftOut = true;
    } else {
      known.add(sighting.activation(), sighting.effect());
    }
    return isNew;
  }

  /**
   * Counts a unit in which the neuron was reported.
   *
   * @param largest the largest of its activations that were reported there
   */
  void addUnit(int label, double largest) {
    LabelSum sum = labels.computeIfAbsent(label, key -> new LabelSum());
    sum.units++;
    sum.largest += Math.max(0, largest);
  }

  int index() {
    return index;
  }

  /** At how many tokens it was reported. */
  long tokens() {
    return tokens;
  }

  ActivationHistogram histogram() {
    return histogram;
  }

  /** Strongest first. */
  List<NeuronSighting> strongest() {
    return strongest.stream().sorted(NeuronSighting.STRONGEST_FIRST).toList();
  }

  /** In the order of the labels' numbers. */
  List<OfLabel> labels() {
    return labels.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            entry ->
                new OfLabel(
                    entry.getKey(),
                    entry.getValue().units,
                    entry.getValue().tokens.count,
                    entry.getValue().largest,
                    entry.getValue().tokens.meanEffect()))
        .toList();
  }

  /** How many different words there were, or how many are remembered of them. */
  int wordTypes() {
    return words.size();
  }

  /** Whether there were more words than are remembered. */
  boolean hasMoreWords() {
    return wordsLeftOut;
  }

  /** Those that it was reported for most often first. */
  List<Word> words() {
    return words.entrySet().stream()
        .map(
            entry ->
                new Word(
                    entry.getKey(),
                    entry.getValue().count,
                    entry.getValue().activations / entry.getValue().count,
                    entry.getValue().meanEffect()))
        .sorted(Comparator.comparingLong(Word::count).reversed().thenComparing(Word::text))
        .toList();
  }

  /**
   * How differently the neuron is reported in the units of the labels, in [0, 1]. For a label with
   * units, {@code mu} is the mean over them of the largest activation that was reported for the
   * neuron, 0 where it was not; with {@code mu_max} the largest of these and {@code mu_rest} the
   * mean of the others,
   *
   * <pre>(mu_max - mu_rest) / (mu_max + mu_rest)</pre>
   *
   * @param units how many units of each label there are, whether the neuron is reported or not
   * @return NaN if only one label has units, or no activation is above 0
   */
  double selectivity(long[] units) {
    double[] means = means(units);
    double[] occurring =
        Arrays.stream(means).filter(mean -> !Double.isNaN(mean)).sorted().toArray();
    if (occurring.length < 2) {
      return Double.NaN;
    }
    double most = occurring[occurring.length - 1];
    double rest =
        Arrays.stream(occurring).limit(occurring.length - 1L).sum() / (occurring.length - 1);
    return most > 0 ? (most - rest) / (most + rest) : Double.NaN;
  }

  /** The mean of each label as in {@link #selectivity}; NaN for labels without units. */
  double[] means(long[] units) {
    double[] means = new double[units.length];
    for (int label = 0; label < units.length; label++) {
      LabelSum sum = labels.get(label);
      means[label] = units[label] == 0 ? Double.NaN : sum == null ? 0 : sum.largest / units[label];
    }
    return means;
  }
}
