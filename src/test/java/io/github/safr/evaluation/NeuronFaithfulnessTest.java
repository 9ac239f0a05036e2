package io.github.safr.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.model.DeviceChoice;
import io.github.safr.model.NetworkInspector;
import io.github.safr.model.Prediction;
import io.github.safr.model.SafrModel;
import io.github.safr.testing.RandomModel;
import java.nio.file.Path;
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

  private static final double ROUNDING = 1e-12;

  private static NeuronDrop measure(int tokens, int draws, String text, double... importance) {
    List<String> words = List.of(text.split(" "));
    return new NeuronFaithfulness(HandMadeModel.inspector(), HandMadeModel.BLOCK, tokens, draws, 5)
        .measure(
            List.of(words), List.of(HandMadeModel.explain(words, importance)), List.of(importance))
        .get(0);
  }

  private static void assertChange(NeuronChange change, double loss, double size, double within) {
    assertThat(change.loss()).isCloseTo(loss, within(within));
    assertThat(change.size()).isCloseTo(size, within(within));
  }

  /**
   * The two of highest score are a with the neurons 0 and 1 and b with 1 and 2: -.02 + .04 + .1.
   */
  @Test
  void takesAwayTheNeuronsOfTheMostImportantTokens() {
    NeuronDrop drop = measure(2, 1, "b c a e", .8, -.9, .9, .1);
    assertThat(drop.neurons()).isEqualTo(3);
    assertChange(drop.allocated(), .12, .12, ROUNDING);
  }

  @Test
  void ofEqualTokensTheEarlierCounts() {
    assertChange(measure(1, 1, "e c", .5, .5).allocated(), .01, .01, ROUNDING);
    assertChange(measure(1, 1, "c e", .5, .5).allocated(), .2, .2, ROUNDING);
  }

  /** What positive loses negative gains, and a text that begins with "no" is negative. */
  @Test
  void looksAtTheLabelOfTheText() {
    assertChange(measure(1, 1, "no c", .1, .9).allocated(), -.2, .2, ROUNDING);
  }

  /**
   * One neuron, 3, is under test; 0 to 4 fire. Of all six one loses .48 / 6 in the mean, .52 / 6 in
   * size; of those that fire .33 / 5 and .37 / 5; of those of the others, which are a, b, d and e
   * and have 0 to 4 with the one under test, the same; of 0, 1, 2 and 4 only .13 / 4 and .17 / 4.
   */
  @Test
  void randomNeuronsComeFromWhereTheyShould() {
    NeuronDrop drop = measure(1, 20_000, "a b c d e", .1, .2, .9, .3, 0);
    assertChange(drop.allocated(), .2, .2, ROUNDING);
    assertChange(drop.random(), .48 / 6, .52 / 6, .003);
    assertChange(drop.active(), .33 / 5, .37 / 5, .003);
    assertChange(drop.others(), .33 / 5, .37 / 5, .003);
    assertChange(drop.elsewhere(), .13 / 4, .17 / 4, .003);
  }

  /** The others, f and e, have 3 and 4, and 3 is that of c. */
  @Test
  void sharedNeuronsAreAmongThoseOfOtherTokensAndNotElsewhere() {
    NeuronDrop drop = measure(1, 20_000, "c f e", .9, .2, .1);
    assertChange(drop.others(), .21 / 2, .21 / 2, .003);
    assertChange(drop.elsewhere(), .01, .01, ROUNDING);
  }

  @Test
  void whereThereAreTooFewOtherNeuronsThereIsNoFigure() {
    NeuronDrop shared = measure(1, 3, "c f", .9, .2);
    assertChange(shared.others(), .2, .2, ROUNDING);
    assertThat(shared.elsewhere()).isEqualTo(NeuronChange.UNKNOWN);
    NeuronDrop alone = measure(3, 3, "c", .9);
    assertThat(alone.others()).isEqualTo(NeuronChange.UNKNOWN);
    assertChange(alone.active(), .2, .2, ROUNDING);
  }

  @Test
  void textsKeepTheirOwnFigures() {
    List<List<String>> both = List.of(List.of("c", "e"), List.of("e", "c"));
    List<double[]> first = List.of(new double[] {1, 0}, new double[] {1, 0});
    List<NeuronDrop> drops =
        new NeuronFaithfulness(HandMadeModel.inspector(), HandMadeModel.BLOCK, 1, 1, 5)
            .measure(both, both.stream().map(t -> HandMadeModel.explain(t, 1, 0)).toList(), first);
    assertThat(drops).extracting(NeuronDrop::neurons).containsExactly(1, 1);
    assertChange(drops.get(0).allocated(), .2, .2, ROUNDING);
    assertChange(drops.get(1).allocated(), .01, .01, ROUNDING);
    assertChange(drops.get(0).elsewhere(), .01, .01, ROUNDING);
    assertChange(drops.get(1).elsewhere(), .2, .2, ROUNDING);
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
    BitSet others = bits(2, 4, 5, 6);
    BitSet active = bits(2, 4, 5, 6, 7);
    NeuronSets sets = NeuronSets.draw(tested, others, active, 10, 200, new SplittableRandom(3));
    assertThat(sets.all()).hasSize(802);
    assertThat(sets.all().get(0)).isEmpty();
    assertThat(sets.all().get(1)).containsExactly(1, 2);
    sets.all().subList(1, 802).forEach(set -> assertThat(set).hasSize(2).doesNotHaveDuplicates());
    assertThat(sets.draws()).extracting(List::size).containsExactly(200, 200, 200, 200);
    assertThat(union(sets.draws().get(0))).isEqualTo(bits(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    assertThat(union(sets.draws().get(1))).isEqualTo(bits(1, 2, 4, 5, 6, 7));
    assertThat(union(sets.draws().get(2))).isEqualTo(others);
    assertThat(union(sets.draws().get(3))).isEqualTo(bits(4, 5, 6));
  }

  @Test
  void averagesTheDrawsOfAKind() {
    NeuronSets sets = NeuronSets.draw(bits(1), bits(1), bits(1), 4, 2, new SplittableRandom(1));
    List<double[]> probabilities =
        List.of(row(0.9), row(0.5), row(0.8), row(0.6), row(0.8), row(1), row(0.7), row(0.3));
    NeuronDrop drop = sets.drop(probabilities, 1);
    assertThat(drop.neurons()).isEqualTo(1);
    assertChange(drop.allocated(), .4, .4, ROUNDING);
    assertChange(drop.random(), .2, .2, ROUNDING);
    assertChange(drop.active(), 0, .1, ROUNDING);
    assertChange(drop.others(), .4, .4, ROUNDING);
    assertThat(drop.elsewhere()).isEqualTo(NeuronChange.UNKNOWN);
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
