package io.github.safr.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.model.ClassScores;
import io.github.safr.model.DeviceChoice;
import io.github.safr.model.NetworkInspector;
import io.github.safr.model.Prediction;
import io.github.safr.model.SafrModel;
import io.github.safr.testing.RandomModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Faithfulness of neurons")
class NeuronFaithfulnessTest {

  private static final String[] WORDS = {"unaffable", "film", "good", ".", "zebra"};
  private static final int BLOCK = 2;

  @TempDir static Path folder;
  private static NetworkInspector inspector;
  private static List<List<String>> texts;
  private static List<Prediction> predictions;
  private static List<double[]> scores;

  @BeforeAll
  static void load() {
    Path directory = RandomModel.ofPieces(folder);
    inspector = NetworkInspector.load(directory, DeviceChoice.CPU);
    Random random = new Random(12);
    texts =
        IntStream.range(0, 12)
            .mapToObj(i -> random.ints(1 + i, 0, WORDS.length).mapToObj(w -> WORDS[w]).toList())
            .toList();
    try (SafrModel model = SafrModel.load(directory, DeviceChoice.CPU)) {
      predictions = model.explain(texts);
    }
    scores = predictions.stream().map(p -> p.explanation().orElseThrow().contribution()).toList();
  }

  @AfterAll
  static void close() {
    inspector.close();
  }

  @Test
  void takesAwayTheNeuronsOfTheMostImportantToken() {
    List<NeuronDrop> drops =
        new NeuronFaithfulness(inspector, BLOCK, 1, 2, 5).measure(texts, predictions, scores);
    List<List<int[]>> sets = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      int token = ClassScores.largest(scores.get(i));
      int[] neurons =
          predictions.get(i).explanation().orElseThrow().allocations().get(token).get(0).neurons();
      assertThat(drops.get(i).neurons()).isEqualTo(neurons.length);
      sets.add(List.of(neurons));
    }
    List<List<double[]>> without = inspector.classifyWithout(texts, sets, BLOCK);
    for (int i = 0; i < texts.size(); i++) {
      double[] whole = predictions.get(i).probabilities();
      int label = ClassScores.largest(whole);
      assertThat(drops.get(i).allocated().loss())
          .isCloseTo(whole[label] - without.get(i).get(0)[label], within(1e-5));
      assertThat(drops.get(i).random().loss()).isBetween(-1.0, 1.0);
      assertThat(drops.get(i).active().loss()).isBetween(-1.0, 1.0);
    }
    // A text of one token has no other tokens.
    assertThat(drops.get(0).elsewhere().loss()).isNaN();
  }

  @Test
  void drawsTheSameForATextWhateverItIsMeasuredWith() {
    NeuronFaithfulness faithfulness = new NeuronFaithfulness(inspector, BLOCK, 1, 3, 5);
    List<NeuronDrop> together = faithfulness.measure(texts, predictions, scores);
    for (int i = 0; i < texts.size(); i++) {
      NeuronDrop alone =
          faithfulness
              .measure(
                  texts.subList(i, i + 1), predictions.subList(i, i + 1), scores.subList(i, i + 1))
              .get(0);
      assertThat(alone.random().loss()).isCloseTo(together.get(i).random().loss(), within(1e-5));
      assertThat(alone.active().size()).isCloseTo(together.get(i).active().size(), within(1e-5));
    }
  }

  @Test
  void drawsEachKindFromItsPool() {
    BitSet tested = bits(1, 2);
    BitSet others = bits(4, 5, 6);
    BitSet active = bits(2, 4, 5, 6, 7);
    SplittableRandom random = new SplittableRandom(3);
    List<int[]> sets = NeuronSets.draw(tested, others, active, 10, 200, random).all();
    assertThat(sets).hasSize(602);
    assertThat(sets.get(0)).isEmpty();
    assertThat(sets.get(1)).containsExactly(1, 2);
    sets.subList(1, 602).forEach(set -> assertThat(set).hasSize(2).doesNotHaveDuplicates());
    assertThat(union(sets.subList(2, 202))).isEqualTo(bits(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    assertThat(union(sets.subList(202, 402))).isEqualTo(bits(1, 2, 4, 5, 6, 7));
    assertThat(union(sets.subList(402, 602))).isEqualTo(others);
  }

  @Test
  void averagesTheDrawsOfAKind() {
    NeuronSets sets = NeuronSets.draw(bits(1), bits(), bits(1), 4, 2, new SplittableRandom(1));
    List<double[]> probabilities =
        List.of(row(0.9), row(0.5), row(0.8), row(0.6), row(0.8), row(1));
    NeuronDrop drop = sets.drop(probabilities, 1);
    assertThat(drop.neurons()).isEqualTo(1);
    assertThat(drop.allocated()).isEqualTo(new NeuronChange(0.4, 0.4));
    assertThat(drop.random().loss()).isCloseTo(0.2, within(1e-12));
    assertThat(drop.active().loss()).isCloseTo(0, within(1e-12));
    assertThat(drop.active().size()).isCloseTo(0.1, within(1e-12));
    assertThat(drop.elsewhere().loss()).isNaN();
    assertThat(drop.elsewhere().size()).isNaN();
  }

  @Test
  void needsExplanationsOfTheBlock() {
    List<Prediction> bare = predictions.stream().map(Prediction::withoutExplanation).toList();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new NeuronFaithfulness(inspector, BLOCK, 1, 1, 5).measure(texts, bare, scores))
        .withMessageContaining("not explained");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new NeuronFaithfulness(inspector, 1, 1, 1, 5).measure(texts, predictions, scores))
        .withMessageContaining("block 1");
  }

  private static double[] row(double probability) {
    return new double[] {1 - probability, probability};
  }

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    IntStream.of(set).forEach(bits::set);
    return bits;
  }

  private static BitSet union(List<int[]> sets) {
    BitSet union = new BitSet();
    sets.forEach(set -> IntStream.of(set).forEach(union::set));
    return union;
  }
}
