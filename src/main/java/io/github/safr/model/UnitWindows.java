package io.github.safr.model;

import io.github.safr.batching.BatchCutter;
import io.github.safr.tensorflow.PieceSequence;
import io.github.safr.tensorflow.TokenBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Units cut into the windows that a network reads: the windows of all units, one unit after the
 * other, and the batches they are read in.
 */
final class UnitWindows {

  /** The window of a text of which nothing is left: the marks alone. */
  private static final Window NOTHING = new Window(0, 0);

  /**
   * A window and where it comes from.
   *
   * @param unit number of its unit
   * @param window its tokens
   * @param share its weight in the unit's logits; those of a unit sum to 1
   * @param sequence what the network reads
   */
  record Part(int unit, Window window, double share, PieceSequence sequence) {

    /** Number of its pieces. */
    int length() {
      return sequence.length();
    }
  }

  /**
   * Windows that are read at once.
   *
   * @param numbers their places among all windows
   * @param parts the windows, one a row
   */
  record Batch(int[] numbers, List<Part> parts) {

    TokenBatch tokens() {
      return TokenBatch.of(parts.stream().map(Part::sequence).toList());
    }
  }

  private final List<Part> parts = new ArrayList<>();
  private final List<List<Window>> windows = new ArrayList<>();
  private final int[] tokens;
  private final BatchCutter cutter;

  /** Cuts units, with batches as a processor likes them. */
  UnitWindows(List<int[][]> units, TokenEncoder encoder, ModelManifest manifest) {
    this(units, encoder, manifest, Compute.PROCESSOR);
  }

  /**
   * Cuts units.
   *
   * @param units the pieces of each unit's tokens; a unit without tokens is one empty window
   * @param compute decides the size of batches
   */
  UnitWindows(List<int[][]> units, TokenEncoder encoder, ModelManifest manifest, Compute compute) {
    int longest = manifest.maxTokens();
    cutter = compute.cutter(manifest);
    tokens = units.stream().mapToInt(pieces -> pieces.length).toArray();
    for (int unit = 0; unit < tokens.length; unit++) {
      int[][] pieces = units.get(unit);
      List<Window> cut =
          pieces.length == 0
              ? List.of(NOTHING)
              : encoder.windows(pieces, longest, manifest.overlap());
      double[] shares = Window.shares(cut);
      for (int w = 0; w < shares.length; w++) {
        PieceSequence sequence = encoder.sequence(pieces, cut.get(w), longest);
        parts.add(new Part(unit, cut.get(w), shares[w], sequence));
      }
      windows.add(cut);
    }
  }

  /** Number of units. */
  int units() {
    return tokens.length;
  }

  /** Number of tokens of a unit. */
  int tokens(int unit) {
    return tokens[unit];
  }

  /** For each unit a zero a token. */
  List<double[]> zeros() {
    return Arrays.stream(tokens).mapToObj(double[]::new).toList();
  }

  /** The windows of each unit. */
  List<List<Window>> windows() {
    return windows;
  }

  /** Number of windows of all units. */
  int size() {
    return parts.size();
  }

  /** All windows, those of one unit after those of the other. */
  List<Part> parts() {
    return parts;
  }

  /** All windows in batches of similar length. */
  List<Batch> batches() {
    int[] byLength =
        IntStream.range(0, parts.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> parts.get(i).length()))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] lengths = Arrays.stream(byLength).map(i -> parts.get(i).length()).toArray();
    return cutter.cut(lengths).stream()
        .map(range -> batch(Arrays.copyOfRange(byLength, range.begin(), range.end())))
        .toList();
  }

  private Batch batch(int[] numbers) {
    return new Batch(numbers, Arrays.stream(numbers).mapToObj(parts::get).toList());
  }
}
