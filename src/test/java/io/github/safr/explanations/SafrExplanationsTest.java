package io.github.safr.explanations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.github.safr.type.Classification;
import io.github.safr.type.CorrelatedTokens;
import io.github.safr.type.ImportantToken;
import io.github.safr.type.NeuronAllocation;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.JCasFactory;
import org.apache.uima.jcas.JCas;
import org.apache.uima.jcas.cas.DoubleArray;
import org.apache.uima.jcas.cas.IntegerArray;
import org.apache.uima.jcas.cas.StringArray;
import org.apache.uima.jcas.tcas.Annotation;
import org.apache.uima.util.CasCreationUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SafrExplanationsTest {

  private JCas jcas;

  @BeforeEach
  void makeCas() throws Exception {
    jcas = JCasFactory.createText("The soup was cold. The cake was fine.", "en");
  }

  @Test
  void givesDecisionsInTheOrderOfTheText() {
    decision(19, 37, "positive", 0.8);
    decision(0, 18, "negative", 0.9);

    assertThat(SafrExplanations.of(jcas).units())
        .extracting(ExplainedUnit::text)
        .containsExactly("The soup was cold.", "The cake was fine.");
    ExplainedUnit first = SafrExplanations.of(jcas).units().get(0);
    assertThat(first.label()).isEqualTo("negative");
    assertThat(first.confidence()).isEqualTo(0.9);
    assertThat(first.model()).isEqualTo("mine-1");
    assertThat(first.probabilities())
        .containsExactly(entry("negative", 0.9), entry("positive", 1 - 0.9));
    assertThat(first.isExplained()).isFalse();
  }

  @Test
  void givesWordsByRankPairsByScoreAndNeuronsByTheRankOfTheirWord() {
    Classification decision = decision(0, 18, "negative", 0.9);
    Classification other = decision(19, 37, "positive", 0.8);
    word(decision, 4, 8, 2, -0.5);
    word(decision, 13, 17, 1, 2.5);
    word(other, 32, 36, 1, 1);
    neurons(decision, 4, 8, 6);
    neurons(decision, 13, 17, 6);
    neurons(decision, 13, 17, 3);
    pair(decision, 4, 8, 9, 12, 0.1);
    pair(decision, 4, 8, 13, 17, 0.3);

    ExplainedUnit unit = SafrExplanations.of(jcas).forUnit(decision);

    assertThat(unit.isExplained()).isTrue();
    assertThat(unit.importantTokens())
        .extracting(ImportantWord::text)
        .containsExactly("cold", "soup");
    assertThat(unit.importantTokens().get(0).speaksForLabel()).isTrue();
    assertThat(unit.importantTokens().get(1).speaksForLabel()).isFalse();
    assertThat(unit.pairs()).extracting(WordPair::score).containsExactly(0.3, 0.1);
    assertThat(unit.pairs().get(0).second().getCoveredText()).isEqualTo("cold");
    assertThat(unit.allocations())
        .extracting(WordNeurons::text, WordNeurons::layer)
        .containsExactly(tuple("cold", 3), tuple("cold", 6), tuple("soup", 6));
    assertThat(unit.allocationsOf(unit.importantTokens().get(0)))
        .extracting(WordNeurons::layer)
        .containsExactly(3, 6);
    assertThat(unit.allocations().get(0).neurons())
        .containsExactly(
            new WordNeurons.Neuron(7, 1.5, 0.25), new WordNeurons.Neuron(2, 0.5, Double.NaN));
    assertThat(SafrExplanations.of(jcas).forUnit(other).importantTokens())
        .extracting(ImportantWord::text)
        .containsExactly("fine");
  }

  @Test
  void keepsTwoModelsOnOneSentenceApart() {
    Classification one = decision(0, 18, "negative", 0.9);
    Classification two = decision(0, 18, "complaint", 0.7);
    word(one, 13, 17, 1, 1);
    word(two, 4, 8, 1, 1);

    SafrExplanations explanations = SafrExplanations.of(jcas);

    assertThat(explanations.units()).hasSize(2);
    assertThat(explanations.forUnit(one).importantTokens().get(0).text()).isEqualTo("cold");
    assertThat(explanations.forUnit(two).importantTokens().get(0).text()).isEqualTo("soup");
  }

  @Test
  void doesNotKnowOtherAnnotations() {
    decision(0, 18, "negative", 0.9);
    Annotation other = new Annotation(jcas, 0, 18);

    assertThatThrownBy(() -> SafrExplanations.of(jcas).forUnit(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no classification of this view");
  }

  @Test
  void saysThatAnAnnotationLiesOutsideOfTheText() {
    decision(0, 3700, "negative", 0.9);

    assertThatThrownBy(() -> SafrExplanations.of(jcas))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("io.github.safr.type.Classification", "outside of the text");
  }

  @Test
  void leavesOutProbabilitiesOfLabelsThatAreNotThere() {
    Classification decision = decision(0, 18, null, 0.9);
    decision.setLabels(0, null);

    ExplainedUnit unit = SafrExplanations.of(jcas).units().get(0);

    assertThat(unit.label()).isNull();
    assertThat(unit.probabilities()).containsExactly(entry("positive", 1 - 0.9));
  }

  @Test
  void saysThatTheTypesAreMissing() throws Exception {
    CAS bare = CasCreationUtils.createCas();

    assertThatThrownBy(() -> SafrExplanations.of(bare))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("io.github.safr.type.SafrTypeSystem");
  }

  private Classification decision(int begin, int end, String label, double confidence) {
    Classification decision = new Classification(jcas, begin, end);
    decision.setLabel(label);
    decision.setConfidence(confidence);
    decision.setLabels(StringArray.create(jcas, new String[] {"negative", "positive"}));
    decision.setProbabilities(DoubleArray.create(jcas, new double[] {confidence, 1 - confidence}));
    decision.setModel("mine-1");
    decision.addToIndexes();
    return decision;
  }

  private void word(Classification decision, int begin, int end, int rank, double contribution) {
    ImportantToken word = new ImportantToken(jcas, begin, end);
    word.setRank(rank);
    word.setContribution(contribution);
    word.setClassification(decision);
    word.addToIndexes();
  }

  private void pair(
      Classification decision, int begin, int end, int otherBegin, int otherEnd, double score) {
    CorrelatedTokens pair = new CorrelatedTokens(jcas, begin, otherEnd);
    pair.setFirst(new Annotation(jcas, begin, end));
    pair.setSecond(new Annotation(jcas, otherBegin, otherEnd));
    pair.setScore(score);
    pair.setClassification(decision);
    pair.addToIndexes();
  }

  private void neurons(Classification decision, int begin, int end, int layer) {
    NeuronAllocation allocation = new NeuronAllocation(jcas, begin, end);
    allocation.setLayer(layer);
    allocation.setNeurons(IntegerArray.create(jcas, new int[] {7, 2}));
    allocation.setActivations(DoubleArray.create(jcas, new double[] {1.5, 0.5}));
    allocation.setEffects(DoubleArray.create(jcas, new double[] {0.25}));
    allocation.setClassification(decision);
    allocation.addToIndexes();
  }
}
