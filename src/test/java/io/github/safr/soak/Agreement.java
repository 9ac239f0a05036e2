package io.github.safr.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * How well answers to the same texts agree. Labels and places are to be the same. Numbers are to be
 * within {@link #TOLERANCE}, those above one relative to their size; figures of neurons within
 * {@link #TOLERANCE_OF_NEURONS}. Importance is contribution over the largest of the unit, so where
 * that is below one importance may be apart by as much more. Where two tokens, pairs or neurons are
 * of the same rank within that tolerance, either may be reported before the other, or instead of
 * it: that is counted, and no disagreement.
 *
 * <p>Used by one thread; those of several are put together by {@link #add}.
 */
public final class Agreement {

  /** How far numbers may be apart. */
  public static final double TOLERANCE = 1e-5;

  private static final int EXAMPLES = 20;

  /** How far figures of neurons may be apart: sums of hundreds of activations, and their roots. */
  public static final double TOLERANCE_OF_NEURONS = 1e-4;

  /** What is compared as a number. */
  public enum Quantity {
    PROBABILITY(TOLERANCE),
    IMPORTANCE(TOLERANCE),
    CONTRIBUTION(TOLERANCE),
    VISIBILITY(TOLERANCE),
    PAIR_ATTENTION(TOLERANCE),
    PAIR_INTERFERENCE(TOLERANCE_OF_NEURONS),
    PAIR_SCORE(TOLERANCE),
    NORM(TOLERANCE_OF_NEURONS),
    CAPACITY(TOLERANCE_OF_NEURONS),
    INTERFERENCE(TOLERANCE_OF_NEURONS),
    EFFECTIVE_NEURONS(TOLERANCE_OF_NEURONS),
    ACTIVATION(TOLERANCE_OF_NEURONS),
    EFFECT(TOLERANCE);

    private final double tolerance;

    Quantity(double tolerance) {
      this.tolerance = tolerance;
    }
  }

  /** What is reported by rank, and so may change places. */
  public enum Ranking {
    TOKENS,
    PAIRS,
    NEURONS
  }

  private final Map<Quantity, Double> greatest = new EnumMap<>(Quantity.class);
  private final Map<Ranking, Long> rankings = new EnumMap<>(Ranking.class);
  private final Map<Ranking, Long> swapped = new EnumMap<>(Ranking.class);
  private final Map<Ranking, Long> chosenOtherwise = new EnumMap<>(Ranking.class);
  private final List<String> examples = new ArrayList<>();
  private long documents;

  /** The largest contribution of the unit that is compared; near 0 if it has none. */
  private double largest;

  private long units;
  private long numbers;
  private long disagreements;

  /**
   * Compares two answers to one text.
   *
   * @param name of the text, for messages
   */
  public void compare(String name, Answer expected, Answer actual) {
    documents++;
    if (expected.units().size() != actual.units().size()) {
      disagree(name, "has %d units, not %d", actual.units().size(), expected.units().size());
      return;
    }
    for (int i = 0; i < expected.units().size(); i++) {
      compare(name + " unit " + i, expected.units().get(i), actual.units().get(i));
    }
  }

  private void compare(String name, Answer.Unit expected, Answer.Unit actual) {
    units++;
    if (!expected.place().equals(actual.place())) {
      disagree(name, "is at %s, not at %s", actual.place(), expected.place());
      return;
    }
    if (!expected.label().equals(actual.label())) {
      disagree(
          name,
          "has another label; probabilities were %s and are %s",
          Arrays.toString(expected.probabilities()),
          Arrays.toString(actual.probabilities()));
      return;
    }
    for (int i = 0; i < expected.probabilities().length; i++) {
      number(name, Quantity.PROBABILITY, expected.probabilities()[i], actual.probabilities()[i]);
    }
    largest =
        expected.tokens().stream()
            .mapToDouble(token -> Math.abs(token.contribution()))
            .max()
            .orElse(0);
    tokens(name, expected.tokens(), actual.tokens());
    pairs(name, expected.pairs(), actual.pairs());
    neurons(name, expected.neurons(), actual.neurons());
  }

  private void tokens(String name, List<Answer.Token> expected, List<Answer.Token> actual) {
    rank(
        name,
        Ranking.TOKENS,
        Quantity.IMPORTANCE,
        expected,
        actual,
        Answer.Token::place,
        Answer.Token::importance);
    both(
        expected,
        actual,
        Answer.Token::place,
        (e, a) -> {
          number(name, Quantity.IMPORTANCE, e.importance(), a.importance());
          number(name, Quantity.CONTRIBUTION, e.contribution(), a.contribution());
          number(name, Quantity.VISIBILITY, e.visibility(), a.visibility());
        });
  }

  private void pairs(String name, List<Answer.Pair> expected, List<Answer.Pair> actual) {
    Function<Answer.Pair, Object> places = pair -> List.of(pair.first(), pair.second());
    rank(name, Ranking.PAIRS, Quantity.PAIR_SCORE, expected, actual, places, Answer.Pair::score);
    both(
        expected,
        actual,
        places,
        (e, a) -> {
          number(name, Quantity.PAIR_ATTENTION, e.attention(), a.attention());
          number(name, Quantity.PAIR_INTERFERENCE, e.interference(), a.interference());
          number(name, Quantity.PAIR_SCORE, e.score(), a.score());
        });
  }

  /** Of tokens that both report; which they are is said by the ranks of tokens. */
  private void neurons(String name, List<Answer.Neurons> expected, List<Answer.Neurons> actual) {
    both(
        expected,
        actual,
        neurons -> List.of(neurons.place(), neurons.layer()),
        (e, a) -> {
          number(name, Quantity.NORM, e.norm(), a.norm());
          number(name, Quantity.CAPACITY, e.capacity(), a.capacity());
          number(name, Quantity.INTERFERENCE, e.interference(), a.interference());
          number(name, Quantity.EFFECTIVE_NEURONS, e.effective(), a.effective());
          List<Neuron> before = list(e);
          List<Neuron> after = list(a);
          boolean byEffect = before.stream().noneMatch(neuron -> Double.isNaN(neuron.effect));
          rank(
              name,
              Ranking.NEURONS,
              byEffect ? Quantity.EFFECT : Quantity.ACTIVATION,
              before,
              after,
              Neuron::index,
              neuron -> byEffect ? Math.abs(neuron.effect) : neuron.activation);
          both(
              before,
              after,
              Neuron::index,
              (one, other) -> {
                number(name, Quantity.ACTIVATION, one.activation, other.activation);
                if (byEffect) {
                  number(name, Quantity.EFFECT, one.effect, other.effect);
                }
              });
        });
  }

  private record Neuron(int index, double activation, double effect) {}

  private static List<Neuron> list(Answer.Neurons neurons) {
    List<Neuron> list = new ArrayList<>();
    for (int i = 0; i < neurons.indices().length; i++) {
      list.add(new Neuron(neurons.indices()[i], neurons.activations()[i], neurons.effects()[i]));
    }
    return list;
  }

  /** Place by place the numbers that rank are the same, whoever has them. */
  private <T> void rank(
      String name,
      Ranking ranking,
      Quantity by,
      List<T> expected,
      List<T> actual,
      Function<T, ?> key,
      ToDoubleFunction<T> value) {
    rankings.merge(ranking, 1L, Long::sum);
    int common = Math.min(expected.size(), actual.size());
    boolean same = expected.size() == actual.size();
    for (int i = 0; i < common; i++) {
      number(name, by, value.applyAsDouble(expected.get(i)), value.applyAsDouble(actual.get(i)));
      same &= key.apply(expected.get(i)).equals(key.apply(actual.get(i)));
    }
    // What only one of them has must be as good as nothing: neurons without effect are left out.
    for (List<T> longer : List.of(expected, actual)) {
      for (T extra : longer.subList(common, longer.size())) {
        number(name, by, value.applyAsDouble(extra), 0);
      }
    }
    swapped.merge(ranking, same ? 0L : 1L, Long::sum);
    Set<Object> before = new HashSet<>();
    Set<Object> after = new HashSet<>();
    expected.forEach(one -> before.add(key.apply(one)));
    actual.forEach(one -> after.add(key.apply(one)));
    chosenOtherwise.merge(ranking, before.equals(after) ? 0L : 1L, Long::sum);
  }

  private static <T> void both(
      List<T> expected, List<T> actual, Function<T, ?> key, BiConsumer<T, T> comparison) {
    Map<Object, T> known = new HashMap<>();
    expected.forEach(one -> known.put(key.apply(one), one));
    for (T other : actual) {
      T one = known.get(key.apply(other));
      if (one != null) {
        comparison.accept(one, other);
      }
    }
  }

  private void number(String name, Quantity quantity, double expected, double actual) {
    numbers++;
    double apart = Math.abs(expected - actual) / Math.max(1, Math.abs(expected));
    if (quantity == Quantity.IMPORTANCE) {
      apart *= Math.min(1, largest);
    }
    greatest.merge(quantity, apart, Math::max);
    // Not a number is no agreement.
    if (!(apart <= quantity.tolerance)) {
      disagree(name, "%s was %s and is %s", quantity, expected, actual);
    }
  }

  private void disagree(String name, String message, Object... values) {
    disagreements++;
    if (examples.size() < EXAMPLES) {
      examples.add(name + " " + message.formatted(values));
    }
  }

  /** Takes over what another has found. */
  public void add(Agreement other) {
    documents += other.documents;
    units += other.units;
    numbers += other.numbers;
    disagreements += other.disagreements;
    other.greatest.forEach((quantity, value) -> greatest.merge(quantity, value, Math::max));
    other.rankings.forEach((ranking, count) -> rankings.merge(ranking, count, Long::sum));
    other.swapped.forEach((ranking, count) -> swapped.merge(ranking, count, Long::sum));
    other.chosenOtherwise.forEach(
        (ranking, count) -> chosenOtherwise.merge(ranking, count, Long::sum));
    other.examples.stream().limit(EXAMPLES - examples.size()).forEach(examples::add);
  }

  /** Units that were compared. */
  public long units() {
    return units;
  }

  /** Numbers that were compared. */
  public long numbers() {
    return numbers;
  }

  /** Labels, places and numbers that differ. */
  public long disagreements() {
    return disagreements;
  }

  /** The first of them, without text of documents. */
  public List<String> examples() {
    return List.copyOf(examples);
  }

  /** How far numbers of a kind were apart at most. */
  public Map<Quantity, Double> greatest() {
    return Map.copyOf(greatest);
  }

  /** How many rankings differ in order or choice. */
  public long swapped(Ranking ranking) {
    return swapped.getOrDefault(ranking, 0L);
  }

  /** How many rankings of those differ in choice. */
  public long chosenOtherwise(Ranking ranking) {
    return chosenOtherwise.getOrDefault(ranking, 0L);
  }

  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder(
            "%d documents, %d units, %d numbers: %d disagreements%n"
                .formatted(documents, units, numbers, disagreements));
    greatest.forEach(
        (quantity, value) ->
            text.append(String.format(Locale.ROOT, "  %-18s %.2g%n", quantity, value)));
    rankings.forEach(
        (ranking, count) ->
            text.append(
                "  %s: %d of %d rankings changed places, %d have others%n"
                    .formatted(ranking, swapped(ranking), count, chosenOtherwise(ranking))));
    examples.forEach(example -> text.append("  ").append(example).append('\n'));
    return text.toString();
  }
}
