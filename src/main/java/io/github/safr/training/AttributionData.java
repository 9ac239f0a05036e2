package io.github.safr.training;

import io.github.safr.batching.TokenBudget;
import io.github.safr.network.Architecture;
import io.github.safr.network.FrozenClassifier;
import io.github.safr.tensorflow.PieceSequence;
import io.github.safr.tensorflow.TokenBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Asks a finished network about parts of texts, for an attribution head to learn from. */
final class AttributionData {

  /** Windows whose parts are read together. */
  private static final int AT_ONCE = 16;

  /** Pieces in a batch, padding counted. */
  private static final int BATCH_PIECES = 2048;

  private final FrozenClassifier network;
  private final TextParts parts;
  private final int classes;
  private final int padding;

  AttributionData(FrozenClassifier network, Architecture architecture, TextParts parts) {
    this.network = network;
    this.parts = parts;
    this.classes = architecture.classes();
    this.padding = architecture.countPadding() ? architecture.maxTokens() : 0;
  }

  /**
   * Examples of windows.
   *
   * @param windows of one token at least
   * @param done hears how many are done
   */
  List<AttributionExample> of(List<PieceSequence> windows, long seed, IntConsumer done) {
    List<AttributionExample> examples = new ArrayList<>(windows.size());
    SplittableRandom random = new SplittableRandom(seed);
    for (int begin = 0; begin < windows.size(); begin += AT_ONCE) {
      int end = Math.min(windows.size(), begin + AT_ONCE);
      examples.addAll(some(windows.subList(begin, end), random.split()));
      done.accept(end);
    }
    return examples;
  }

  private List<AttributionExample> some(List<PieceSequence> windows, SplittableRandom random) {
    List<List<BitSet>> partsOf = new ArrayList<>();
    List<PieceSequence> remainders = new ArrayList<>();
    for (PieceSequence window : windows) {
      List<BitSet> drawn = parts.of(window.tokens(), random.split());
      drawn.forEach(part -> remainders.add(window.keep(part)));
      partsOf.add(drawn);
    }
    float[][] logits = logits(remainders);
    List<AttributionExample> examples = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < windows.size(); i++) {
      int end = next + partsOf.get(i).size();
      float[] moves = moves(Arrays.copyOfRange(logits, next, end));
      FrozenClassifier.Reading reading =
          network.read(TokenBatch.padded(List.of(windows.get(i)), padding));
      int tokens = windows.get(i).tokens();
      examples.add(
          new AttributionExample(
              tokens,
              Bfloat16.round(reading.features(), tokens * network.features()),
              Arrays.copyOf(reading.visibility(), tokens),
              Arrays.copyOf(reading.shares(), tokens * classes),
              partsOf.get(i),
              moves));
      next = end;
    }
    return examples;
  }

  private float[][] logits(List<PieceSequence> sequences) {
    float[][] logits = new float[sequences.size()][];
    int[] byLength =
        IntStream.range(0, logits.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> sequences.get(i).length()))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int[] batch :
        TokenBudget.fill(
            byLength, i -> Math.max(padding, sequences.get(i).length()), BATCH_PIECES)) {
      float[] all =
          network.logits(
              TokenBatch.padded(Arrays.stream(batch).mapToObj(sequences::get).toList(), padding));
      for (int i = 0; i < batch.length; i++) {
        logits[batch[i]] = Arrays.copyOfRange(all, i * classes, (i + 1) * classes);
      }
    }
    return logits;
  }

  /** Logits less those of no text, less their mean over the labels. */
  private float[] moves(float[][] logits) {
    float[] moves = new float[logits.length * classes];
    float[] start = logits[TextParts.NOTHING];
    for (int part = 0; part < logits.length; part++) {
      double mean = 0;
      for (int c = 0; c < classes; c++) {
        mean += (logits[part][c] - start[c]) / classes;
      }
      for (int c = 0; c < classes; c++) {
        moves[part * classes + c] = (float) (logits[part][c] - start[c] - mean);
      }
    }
    return moves;
  }
}
