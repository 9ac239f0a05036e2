package io.github.safr.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.explanations.SafrExplanations;
import io.github.safr.type.Classification;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AtlasTallyTest {

  private static final AtlasTally.Limits FEW = new AtlasTally.Limits(3, 2, 4, 2, 2);

  private AtlasTally tally = new AtlasTally(AtlasTally.Limits.USUAL);

  @Test
  void countsTheNeuronsOfAllTokensInTheirContext() throws Exception {
    Sample sample = new Sample("The soup was GREAT. The cake was bad.");
    Classification good = sample.decide(0, 19, 0.9, "mine-1", "good", "bad");
    sample.explain(good, 13, 18, 1, 1, 457, 34);
    sample.explain(good, 4, 8, 2, -0.5, 457);
    Classification bad = sample.decide(20, 37, 0.8, "mine-1", "bad", "good");
    sample.explain(bad, 33, 36, 1, 0.5, 34);
    add(sample);

    assertThat(tally.units()).isEqualTo(2);
    assertThat(tally.neurons()).isEqualTo(2);
    AtlasTally.Model model = tally.models().get(0);
    assertThat(model.name()).isEqualTo("mine-1");
    assertThat(model.labels()).containsExactly("good", "bad");
    AtlasTally.Layer layer = model.layers().get(0);
    assertThat(layer.number()).isEqualTo(1);
    assertThat(layer.units(2)).containsExactly(1, 1);
    assertThat(layer.neurons()).extracting(NeuronTally::index).containsExactly(34, 457);
    NeuronTally both = layer.neurons().get(0);
    assertThat(both.words())
        .containsExactly(
            new NeuronTally.Word("bad", 1, 2.5, 0.25),
            new NeuronTally.Word("great", 1, 1.25, 1.0 / 3));
    // Mean of good: 1.25, of bad: 2.5.
    assertThat(both.selectivity(layer.units(2))).isEqualTo(1.25 / 3.75);
    NeuronTally good457 = layer.neurons().get(1);
    assertThat(good457.selectivity(layer.units(2))).isEqualTo(1);
    // It is listed twice in one unit: that counts once.
    assertThat(good457.labels())
        .containsExactly(new NeuronTally.OfLabel(0, 1, 2, 2.5, (0.5 - 0.25) / 2));
    NeuronSighting.Context context = both.strongest().get(1).context();
    assertThat(context).isEqualTo(new NeuronSighting.Context("The soup was GREAT.", 13, 18));
  }

  @Test
  void keepsModelsApart() throws Exception {
    Sample sample = new Sample("Fine tea.");
    sample.explain(sample.decide(0, 9, 0.9, "one-1", "good", "bad"), 0, 4, 1, 1, 7);
    sample.explain(sample.decide(0, 9, 0.9, "two-1", "odd", "even"), 0, 4, 1, 1, 7);
    add(sample);

    assertThat(tally.models()).extracting(AtlasTally.Model::name).containsOnly("one-1", "two-1");
    assertThat(tally.neurons()).isEqualTo(2);
  }

  @Test
  void doesNotCountDecisionsWithoutNeurons() throws Exception {
    Sample sample = new Sample("Fine tea.");
    sample.decide("good", 0.9);
    add(sample);

    assertThat(tally.documents()).isEqualTo(1);
    assertThat(tally.units()).isZero();
    assertThat(tally.models()).isEmpty();
  }

  @Test
  void leavesOutNeuronsAndWordsBeyondItsLimitsAndSaysSo() throws Exception {
    tally = new AtlasTally(FEW);
    Sample sample = new Sample("one two three four five");
    Classification decision = sample.decide("good", 0.9);
    sample.explain(decision, 0, 3, 1, 1, 1, 2, 3, 4);
    sample.explain(decision, 4, 7, 2, 1, 1);
    sample.explain(decision, 8, 13, 3, 1, 1);
    sample.explain(decision, 14, 18, 4, 1, 2, 5);
    add(sample);

    assertThat(tally.neurons()).isEqualTo(3);
    // Neurons 4 and 5.
    assertThat(tally.leftOut()).isEqualTo(2);
    var neurons = tally.models().get(0).layers().get(0).neurons();
    assertThat(neurons.get(0).wordTypes()).isEqualTo(2);
    assertThat(neurons.get(0).hasMoreWords()).isTrue();
    assertThat(neurons.get(0).tokens()).isEqualTo(3);
    // Four words of all neurons together: one, two for 1; one for 2; one for 3.
    assertThat(neurons.get(1).wordTypes()).isEqualTo(1);
    assertThat(neurons.get(1).hasMoreWords()).isTrue();
    assertThat(neurons.get(2).hasMoreWords()).isFalse();
  }

  @Test
  void leavesOutModelsAndLabelsBeyondItsLimits() throws Exception {
    tally = new AtlasTally(FEW);
    Sample sample = new Sample("one two");
    sample.explain(sample.decide(0, 3, 0.9, "a-1", "x", "y", "z"), 0, 3, 1, 1, 1);
    sample.explain(sample.decide(0, 3, 0.9, "a-1", "z", "y", "x"), 0, 3, 1, 1, 1);
    sample.explain(sample.decide(4, 7, 0.9, "b-1", "x", "y"), 4, 7, 1, 1, 1);
    sample.explain(sample.decide(4, 7, 0.9, "c-1", "x", "y"), 4, 7, 1, 1, 1);
    add(sample);

    assertThat(tally.models()).hasSize(2);
    assertThat(tally.models().get(0).labels()).hasSize(2);
    assertThat(tally.units()).isEqualTo(2);
    assertThat(tally.leftOut()).isEqualTo(2);
  }

  @Test
  void cutsContextsBetweenCharacters() {
    String smile = "\uD83D\uDE00";
    String unit = smile.repeat(40) + "!" + "word" + "!" + smile.repeat(40);

    NeuronSighting.Context context = NeuronSighting.Context.of(unit, 81, 85);

    assertThat(context.text().substring(context.begin(), context.end())).isEqualTo("word");
    assertThat(context.text()).startsWith("…" + smile).endsWith(smile + "…").hasSizeLessThan(140);
    assertThat(new String(context.text().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(context.text());
  }

  @Test
  void keepsLittleOfLongWords() throws Exception {
    Sample sample = new Sample("x".repeat(100_000) + " end");
    sample.explainAll(sample.decide("good", 0.9));
    add(sample);

    NeuronTally neuron = tally.models().get(0).layers().get(0).neurons().get(0);
    assertThat(neuron.words()).allMatch(word -> word.text().length() <= 60);
    assertThat(neuron.strongest()).allMatch(sighting -> sighting.context().text().length() <= 250);
  }

  private void add(Sample sample) {
    tally.add(1, "a.txt", SafrExplanations.of(sample.jcas()).units());
  }
}
