package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.type.Classification;
import io.github.safr.type.ImportantToken;
import io.github.safr.type.Token;
import java.util.Map;
import org.apache.uima.fit.factory.JCasFactory;
import org.apache.uima.jcas.JCas;
import org.apache.uima.jcas.cas.DoubleArray;
import org.apache.uima.jcas.cas.StringArray;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DocumentSummaryTest {

  private JCas jcas;

  @BeforeEach
  void makeCas() throws Exception {
    jcas = JCasFactory.createText("one two three four.  five. Two the the the the !", "en");
  }

  @Test
  void thereIsNoVerdictWithoutUnits() throws Exception {
    assertThat(DocumentSummary.of("a", jcas.getCas(), Token._TypeName).verdict()).isEmpty();
  }

  @Test
  void longUnitsCountForMore() throws Exception {
    decision(0, 19, 0.9, 0.1);
    decision(21, 26, 0.2, 0.8);
    for (int begin : new int[] {0, 4, 8, 14, 21}) {
      new Token(jcas, begin, begin + 2).addToIndexes();
    }
    DocumentSummary.Verdict verdict = verdict();
    assertThat(verdict.label()).isEqualTo("no");
    assertThat(verdict.confidence()).isCloseTo((4 * 0.9 + 0.2) / 5, within(1e-12));
    assertThat(verdict.units()).isEqualTo(Map.of("no", 1, "yes", 1));
    assertThat(verdict.words()).isEmpty();
  }

  @Test
  void aUnitWithoutTokensCountsLikeOneToken() throws Exception {
    decision(0, 19, 0.4, 0.6);
    assertThat(verdict().confidence()).isCloseTo(0.6, within(1e-12));
  }

  @Test
  void wordsAreThoseThatSpeakForTheLabel() throws Exception {
    Classification yes = decision(0, 19, 0.1, 0.9);
    Classification no = decision(21, 26, 0.6, 0.4);
    Classification alsoYes = decision(27, 48, 0.1, 0.9);
    important(yes, 0, 3, 0.9, 1);
    important(yes, 4, 7, 0.9, 2);
    important(yes, 8, 13, 0.9, -5);
    important(no, 21, 25, 1, 9);
    important(alsoYes, 27, 30, 0.9, 1);
    for (int begin = 31; begin < 47; begin += 4) {
      important(alsoYes, begin, begin + 3, 0.5, 1);
    }
    important(alsoYes, 47, 48, 1, 9);
    // "!" is no word, "the" is faint four times, "five" spoke for the other label.
    assertThat(verdict().words()).containsExactly("two", "the", "one");
  }

  @Test
  void atMostFiveWords() throws Exception {
    Classification yes = decision(0, 48, 0.1, 0.9);
    for (int begin = 0; begin < 12; begin++) {
      if (begin != 3 && begin != 7) {
        important(yes, begin, begin + 1, 0.5, 1 + begin);
      }
    }
    assertThat(verdict().words()).hasSize(5).startsWith("e");
  }

  @Test
  void theNewestDecisionSaysWhoseLabelsCount() throws Exception {
    Classification old = decision(21, 26, 0.1, 0.9);
    old.setLabels(StringArray.create(jcas, new String[] {"spam", "ham"}));
    old.setLabel("ham");
    decision(0, 48, 0.8, 0.2);
    assertThat(verdict().label()).as("its unit begins first").isEqualTo("no");
    assertThat(verdict().units()).isEqualTo(Map.of("no", 1));
  }

  @Test
  void decisionsThatLackSomethingArePassedOver() throws Exception {
    Classification whole = decision(0, 19, 0.4, 0.6);
    decision(0, 19, 1, 0).setLabel(null);
    decision(0, 19, 1, 0).setLabels(null);
    decision(0, 19, 1, 0).setLabels(StringArray.create(jcas, new String[] {"no", null}));
    decision(0, 19, 1, 0).setLabels(StringArray.create(jcas, new String[0]));
    decision(0, 19, 1, 0).setProbabilities(null);
    decision(0, 19, 1, 0).setProbabilities(DoubleArray.create(jcas, new double[] {1}));
    important(null, 0, 3, 0.9, 1);
    important(whole, 4, 7, 0.9, 2);
    assertThat(verdict().units()).isEqualTo(Map.of("yes", 1));
    assertThat(verdict().words()).containsExactly("two");
    whole.removeFromIndexes();
    assertThat(DocumentSummary.of("a", jcas.getCas(), Token._TypeName).verdict()).isEmpty();
  }

  private DocumentSummary.Verdict verdict() throws Exception {
    return DocumentSummary.of("a", jcas.getCas(), Token._TypeName).verdict().orElseThrow();
  }

  private Classification decision(int begin, int end, double no, double yes) {
    Classification decision = new Classification(jcas, begin, end);
    decision.setLabel(no > yes ? "no" : "yes");
    decision.setConfidence(Math.max(no, yes));
    decision.setLabels(StringArray.create(jcas, new String[] {"no", "yes"}));
    decision.setProbabilities(DoubleArray.create(jcas, new double[] {no, yes}));
    decision.addToIndexes();
    return decision;
  }

  private void important(
      Classification decision, int begin, int end, double importance, double contribution) {
    ImportantToken token = new ImportantToken(jcas, begin, end);
    token.setImportance(importance);
    token.setContribution(contribution);
    token.setClassification(decision);
    token.addToIndexes();
  }
}
