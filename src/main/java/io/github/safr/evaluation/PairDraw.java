package io.github.safr.evaluation;

import io.github.safr.model.TokenPair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** The best pairs of a text, and others to compare them with. */
final class PairDraw {

  /** Two positions, the earlier first. */
  record Positions(int first, int second) {

    static Positions of(TokenPair pair) {
      return new Positions(
          Math.min(pair.first(), pair.second()), Math.max(pair.first(), pair.second()));
    }

    int distance() {
      return second - first;
    }
  }

  /** A pair and another of the same text whose tokens are as far apart. */
  record Match(Positions pair, Positions other) {}

  private final int tokens;
  private final List<Positions> top;
  private final Set<Positions> taken;
  private final SplittableRandom random;

  /**
   * Prepares to draw.
   *
   * @param tokens number of tokens of the text
   * @param pairs pairs that the model names
   * @param best how many of them are the best, by score
   * @param random where chance comes from
   */
  PairDraw(int tokens, List<TokenPair> pairs, int best, SplittableRandom random) {
    this.tokens = tokens;
    this.random = random;
    top =
        pairs.stream()
            .sorted(Comparator.comparingDouble(TokenPair::score).reversed())
            .limit(best)
            .map(Positions::of)
            .toList();
    taken = new HashSet<>(top);
  }

  /** The best pairs, best first. */
  List<Positions> top() {
    return top;
  }

  /** As many other pairs, without replacement; fewer if the text has no more. */
  List<Positions> others() {
    List<Positions> others = new ArrayList<>();
    Set<Positions> used = new HashSet<>(taken);
    long free = tokens * (tokens - 1L) / 2 - taken.size();
    while (others.size() < Math.min(top.size(), free)) {
      int a = random.nextInt(tokens);
      int b = random.nextInt(tokens);
      Positions drawn = new Positions(Math.min(a, b), Math.max(a, b));
      if (a != b && used.add(drawn)) {
        others.add(drawn);
      }
    }
    return others;
  }

  /** For each of the best pairs that has one, another pair that is as far apart. */
  List<Match> matches() {
    return top.stream().flatMap(pair -> match(pair).stream()).toList();
  }

  private Optional<Match> match(Positions pair) {
    List<Positions> alike = new ArrayList<>();
    for (int first = 0; first + pair.distance() < tokens; first++) {
      Positions other = new Positions(first, first + pair.distance());
      if (!taken.contains(other)) {
        alike.add(other);
      }
    }
    return alike.isEmpty()
        ? Optional.empty()
        : Optional.of(new Match(pair, alike.get(random.nextInt(alike.size()))));
  }
}
