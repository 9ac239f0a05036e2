package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class UnitAssemblerTest {

  private static final int CLASSES = 3;
  private static final double[] BIAS = {0.3, -0.7, 0.1};
  private static final UnitAssembler ASSEMBLER = new UnitAssembler(manifest());

  /** Windows 0 to 5 and 3 to 8 of a unit of eight tokens. */
  private static final List<Window> TWO = List.of(new Window(0, 5), new Window(3, 8));

  @Property
  void contributionsAndBiasAreAllOfTheDecisionHoweverWindowsOverlap(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 9) Integer> tokens,
      @ForAll @IntRange(min = 1, max = 30) int longest,
      @ForAll @IntRange(max = 30) int overlap,
      @ForAll long seed) {
    int[] pieces = tokens.stream().mapToInt(Integer::intValue).toArray();
    List<Window> windows = Window.cover(pieces, longest, overlap);
    Random random = new Random(seed);
    WindowResult[] results =
        windows.stream().map(w -> result(w.length(), random)).toArray(WindowResult[]::new);
    Prediction prediction = ASSEMBLER.assemble(windows, results);
    Explanation explanation = prediction.explanation().orElseThrow();
    int label = List.of("a", "b", "c").indexOf(prediction.label());
    double[] logits = Arrays.stream(prediction.probabilities()).map(Math::log).toArray();
    assertThat(explanation.size()).isEqualTo(pieces.length);
    assertThat(explanation.allocations()).hasSize(pieces.length);
    assertThat(Arrays.stream(explanation.contribution()).sum() + margin(BIAS, label))
        .isCloseTo(margin(logits, label), within(1e-4));
  }

  @Test
  void aLongWindowWeighsMoreThanAShortOne() {
    List<Window> windows = List.of(new Window(0, 3), new Window(2, 3));
    WindowResult[] results = {plain(8, 0, 0), plain(0, 4, 0)};
    assertThat(ASSEMBLER.assemble(windows, results).probabilities())
        .containsExactly(ClassScores.softmax(new double[] {6, 1, 0}), within(1e-9));
  }

  @Test
  void aTokenInTwoWindowsIsExplainedByTheOneThatReadsMoreAroundIt() {
    Explanation explanation = assembleTwo(List.of(), List.of());
    // Token 3 has one token behind it in the first window and none before it in the second.
    assertThat(explanation.visibility())
        .containsExactly(new double[] {.1, .1, .1, .1, .2, .2, .2, .2}, within(1e-6));
    assertThat(explanation.allocations().stream().map(layers -> layers.get(0).norm()))
        .containsExactly(10.0, 11.0, 12.0, 13.0, 21.0, 22.0, 23.0, 24.0);
  }

  @Test
  void aPairInTwoWindowsIsToldOnceByTheOneThatReadsMoreAroundIt() {
    TokenPair inFirst = new TokenPair(2, 3, 0.5, 0.5, 0.25);
    TokenPair inBothByFirst = new TokenPair(3, 4, 0.9, 0.9, 0.81);
    TokenPair inBothBySecond = new TokenPair(0, 1, 1.0000001, 0.3, 0.3);
    TokenPair inSecond = new TokenPair(3, 4, 0.8, 0.5, 0.4);
    Explanation explanation =
        assembleTwo(List.of(inBothByFirst, inFirst), List.of(inSecond, inBothBySecond));
    // Tokens 3 and 4 are at an edge of either window, so the first of them tells.
    assertThat(explanation.pairs())
        .containsExactly(
            new TokenPair(3, 4, 0.9, 0.9, 0.81),
            new TokenPair(6, 7, 0.8, 0.5, 0.4),
            new TokenPair(2, 3, 0.5, 0.5, 0.25));

    List<Window> wide = List.of(new Window(0, 6), new Window(2, 9));
    WindowResult[] results = {
      result(6, 0.1f, List.of(new TokenPair(3, 5, 0.5, 0.5, 0.25))),
      result(7, 0.2f, List.of(new TokenPair(1, 3, 0.4, 0.5, 0.2)))
    };
    assertThat(ASSEMBLER.assemble(wide, results).explanation().orElseThrow().pairs())
        .containsExactly(new TokenPair(3, 5, 0.4, 0.5, 0.2));
  }

  /** What rounding leaves differs from batch to batch, and with it which pairs would be told. */
  @Test
  void aPairWhoseScoreMayBeRoundingAloneIsNotTold() {
    TokenPair real = new TokenPair(0, 1, 0.5, 0.5, 1e-5);
    TokenPair rounding = new TokenPair(2, 3, 0.5, 0.5, 2e-8);

    assertThat(
            ASSEMBLER
                .assemble(
                    List.of(new Window(0, 6)),
                    new WindowResult[] {result(6, 0.1f, List.of(real, rounding))})
                .explanation()
                .orElseThrow()
                .pairs())
        .containsExactly(real);
  }

  @Test
  void importanceIsTheSizeOfAContributionInTheWholeUnit() {
    // The first window has three quarters of the tokens, so what it says counts three times.
    List<Window> windows = List.of(new Window(0, 3), new Window(3, 4));
    WindowResult[] results = {scored(2, -1, 0), scored(4)};
    Explanation explanation = ASSEMBLER.assemble(windows, results).explanation().orElseThrow();
    assertThat(explanation.importance())
        .containsExactly(new double[] {1, 0.5, 0, 4 * 0.25 / (2 * 0.75)}, within(1e-6));
    assertThat(explanation.contribution()[0]).isCloseTo(2 * 0.75, within(1e-6));
    assertThat(explanation.contribution()[1]).isNegative();
  }

  @Test
  void aTokenOfAModelWithoutMaskIsWhollyVisible() {
    UnitAssembler unmasked = new UnitAssembler(manifest(Map.of("mask", false)));
    WindowResult[] results = {result(6, 1 / 6f, List.of())};
    assertThat(
            unmasked
                .assemble(List.of(new Window(0, 6)), results)
                .explanation()
                .orElseThrow()
                .visibility())
        .containsOnly(1);
  }

  @Test
  void neuronsOfTheLastLayerAreToldByTheirEffectsAndOthersByTheirStrength() {
    ModelManifest manifest = manifest(List.of(1, 2), Map.of("blocks", 2));
    float[] activations = {3, 2, 0, -0.1f, 4, 1};
    float[] effects = {0, 0, 0, -0.7f, 0.5f, 0};
    WindowResult.Reasons reasons =
        new WindowResult.Reasons(
            new float[] {1},
            new float[CLASSES],
            new float[8],
            new int[] {5, 6, 7, 8, 9, 10},
            activations,
            effects,
            List.of());
    List<TokenAllocation> layers =
        new UnitAssembler(manifest)
            .assemble(
                List.of(new Window(0, 1)),
                new WindowResult[] {new WindowResult(new float[CLASSES], reasons)})
            .explanation()
            .orElseThrow()
            .allocations()
            .get(0);
    assertThat(layers.get(0).neurons()).containsExactly(5, 6);
    assertThat(layers.get(0).activations()).containsExactly(3, 2);
    assertThat(layers.get(0).effects()).isEmpty();
    assertThat(layers.get(1).neurons()).containsExactly(8, 9);
    assertThat(layers.get(1).activations()).containsExactly(new double[] {-0.1, 4}, within(1e-6));
    assertThat(layers.get(1).effects()).containsExactly(new double[] {-0.7, 0.5}, within(1e-6));
  }

  /** Two tokens and two layers before the last, each with two neurons that fire. */
  @Test
  void whatIsToldOfATokenInALayerIsItsOwn() {
    ModelManifest manifest = manifest(List.of(1, 2), Map.of("blocks", 3));
    float[] measures = new float[16];
    int[] neurons = new int[8];
    float[] activations = new float[8];
    for (int i = 0; i < 8; i++) {
      neurons[i] = 100 + i;
      activations[i] = 1 + i;
    }
    for (int at = 0; at < 4; at++) {
      measures[4 * at] = 10 * at;
      measures[4 * at + 1] = 0.125f * at;
      measures[4 * at + 2] = 10 * at + 2;
      measures[4 * at + 3] = 10 * at + 3;
    }
    WindowResult.Reasons reasons =
        new WindowResult.Reasons(
            new float[] {1, 1},
            new float[2 * CLASSES],
            measures,
            neurons,
            activations,
            null,
            List.of());
    Explanation explanation =
        new UnitAssembler(manifest)
            .assemble(
                List.of(new Window(0, 2)),
                new WindowResult[] {new WindowResult(new float[CLASSES], reasons)})
            .explanation()
            .orElseThrow();
    for (int at = 0; at < 4; at++) {
      List<TokenAllocation> layers = explanation.allocations().get(at / 2);
      assertThat(layers).hasSize(2);
      TokenAllocation allocation = layers.get(at % 2);
      assertThat(allocation.layer()).isEqualTo(1 + at % 2);
      assertThat(allocation.norm()).isEqualTo(10 * at);
      assertThat(allocation.capacity()).isEqualTo(0.125 * at);
      assertThat(allocation.interference()).isEqualTo(10 * at + 2);
      assertThat(allocation.effectiveNeurons()).isEqualTo(10 * at + 3);
      assertThat(allocation.neurons()).containsExactly(100 + 2 * at, 101 + 2 * at);
      assertThat(allocation.activations()).containsExactly(1 + 2 * at, 2 + 2 * at);
    }
    // No token contributes anything.
    assertThat(explanation.importance()).containsExactly(0, 0);
  }

  @Test
  void ofWindowsThatReadAsMuchAroundATokenTheFirstTells() {
    List<Window> windows = List.of(new Window(0, 5), new Window(2, 7));
    WindowResult[] results = {result(5, 0.1f, List.of()), result(5, 0.2f, List.of())};
    Explanation explanation = ASSEMBLER.assemble(windows, results).explanation().orElseThrow();
    // Token 3 is the last but one in the first window, and the second in the other.
    assertThat(explanation.visibility())
        .containsExactly(new double[] {.1, .1, .1, .1, .2, .2, .2}, within(1e-6));
  }

  @Test
  void effectsOfNeuronsAreAboutTheLabelOfTheUnitByTheWeightOfTheirWindow() {
    ModelManifest manifest = manifest(List.of(1), Map.of("blocks", 1));
    List<Window> windows = List.of(new Window(0, 3), new Window(3, 4), new Window(4, 5));
    // The unit gets the first label, as the first window does; the second would get another.
    WindowResult[] results = {
      withEffects(3, 0.5f, 9, 0, 0), withEffects(1, 0.25f, 0, 1, 0), withEffects(1, 2, 1, 0, 0)
    };
    List<List<TokenAllocation>> allocations =
        new UnitAssembler(manifest)
            .assemble(windows, results)
            .explanation()
            .orElseThrow()
            .allocations();
    assertThat(allocations.get(0).get(0).effects())
        .containsExactly(new double[] {0.5 * 3 / 5}, within(1e-6));
    assertThat(allocations.get(3).get(0).neurons()).hasSize(1);
    assertThat(allocations.get(3).get(0).effects()).isEmpty();
    assertThat(allocations.get(4).get(0).effects())
        .containsExactly(new double[] {2.0 / 5}, within(1e-6));
  }

  @Test
  void aNeuronForTheOtherOfTwoLabelsIsOneAgainstTheUnits() {
    ModelManifest manifest = manifest(List.of("a", "b"), List.of(1), Map.of("blocks", 1));
    List<Window> windows = List.of(new Window(0, 1), new Window(1, 2));
    WindowResult[] results = {withEffects(1, 0.5f, 9, 0), withEffects(1, 0.25f, 0, 1)};
    List<List<TokenAllocation>> allocations =
        new UnitAssembler(manifest)
            .assemble(windows, results)
            .explanation()
            .orElseThrow()
            .allocations();
    assertThat(allocations.get(0).get(0).effects()).containsExactly(0.25);
    assertThat(allocations.get(1).get(0).effects()).containsExactly(-0.125);
  }

  /** Every token has one neuron, of this effect. */
  private static WindowResult withEffects(int length, float effect, float... logits) {
    float[] effects = new float[length];
    Arrays.fill(effects, effect);
    float[] ones = new float[length];
    Arrays.fill(ones, 1);
    return new WindowResult(
        logits,
        new WindowResult.Reasons(
            ones,
            new float[length * logits.length],
            new float[length * 4],
            new int[length],
            ones,
            effects,
            List.of()));
  }

  private static Explanation assembleTwo(List<TokenPair> first, List<TokenPair> second) {
    WindowResult[] results = {result(5, 0.1f, first), result(5, 0.2f, second)};
    return ASSEMBLER.assemble(TWO, results).explanation().orElseThrow();
  }

  private static WindowResult plain(float... logits) {
    return new WindowResult(logits, null);
  }

  /** Every token speaks for the first label, which it gets, by so much. */
  private static WindowResult scored(float... contributions) {
    float[] scores = new float[contributions.length * CLASSES];
    for (int i = 0; i < contributions.length; i++) {
      scores[i * CLASSES] = contributions[i];
    }
    WindowResult.Reasons blank = result(contributions.length, 0.5f, List.of()).reasons();
    return new WindowResult(
        new float[] {9, 0, 0},
        new WindowResult.Reasons(
            blank.visibility(),
            scores,
            blank.measures(),
            blank.neurons(),
            blank.activations(),
            null,
            List.of()));
  }

  /** Every token has this visibility, and the norm of 100 times it plus its position. */
  private static WindowResult result(int length, float visibility, List<TokenPair> pairs) {
    float[] all = new float[length];
    Arrays.fill(all, visibility);
    float[] measures = new float[length * 4];
    for (int i = 0; i < length; i++) {
      measures[4 * i] = Math.round(100 * visibility) + i;
    }
    return new WindowResult(
        new float[CLASSES],
        new WindowResult.Reasons(
            all,
            new float[length * CLASSES],
            measures,
            new int[length],
            new float[length],
            null,
            pairs));
  }

  /** As of a network: logits are the sums of token scores, and the bias. */
  private static WindowResult result(int length, Random random) {
    float[] scores = new float[length * CLASSES];
    float[] logits = new float[CLASSES];
    for (int c = 0; c < CLASSES; c++) {
      logits[c] = (float) BIAS[c];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) random.nextGaussian() / length;
      logits[i % CLASSES] += scores[i];
    }
    WindowResult.Reasons blank = result(length, 0.5f, List.of()).reasons();
    return new WindowResult(
        logits,
        new WindowResult.Reasons(
            blank.visibility(),
            scores,
            blank.measures(),
            blank.neurons(),
            blank.activations(),
            null,
            List.of()));
  }

  private static double margin(double[] values, int label) {
    return values[label] - (Arrays.stream(values).sum() - values[label]) / (CLASSES - 1);
  }

  private static ModelManifest manifest() {
    return manifest(Map.of());
  }

  private static ModelManifest manifest(Map<String, Object> architecture) {
    return manifest(List.of(1), architecture);
  }

  private static ModelManifest manifest(List<Integer> layers, Map<String, Object> architecture) {
    return manifest(List.of("a", "b", "c"), layers, architecture);
  }

  private static ModelManifest manifest(
      List<String> labels, List<Integer> layers, Map<String, Object> architecture) {
    return new ModelManifest(
        ModelManifest.FORMAT,
        "fake",
        "0",
        List.of(),
        labels,
        WordEncoder.KIND,
        true,
        8,
        2,
        layers,
        false,
        architecture,
        Map.of(),
        List.of(),
        Map.of(),
        Map.of(),
        Map.of());
  }
}
