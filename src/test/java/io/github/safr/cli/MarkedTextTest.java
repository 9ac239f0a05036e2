package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.type.Classification;
import io.github.safr.type.ImportantToken;
import org.apache.uima.fit.factory.JCasFactory;
import org.apache.uima.jcas.JCas;
import org.junit.jupiter.api.Test;

class MarkedTextTest {

  @Test
  void marksWordsForAndAgainstTheLabelAndLeavesFaintOnes() throws Exception {
    assertThat(new MarkedText(false).of(document()).lines())
        .containsExactly("", "  positive  0.83  A {+great} film, but {-long} \uFFFD[31m.");
  }

  @Test
  void coloursStrongWordsBoldAndKeepsTheSigns() throws Exception {
    assertThat(new MarkedText(true).of(document()))
        .contains("A \u001B[1;34m{+great}\u001B[0m film, but \u001B[33m{-long}\u001B[0m")
        .doesNotContain("\u001B[31m");
  }

  private static org.apache.uima.cas.CAS document() throws Exception {
    JCas jcas = JCasFactory.createText("A great film,\nbut long \u001B[31m.", "en");
    Classification decision = new Classification(jcas, 0, jcas.getDocumentText().length());
    decision.setLabel("positive");
    decision.setConfidence(0.83);
    decision.addToIndexes();
    word(decision, 0, 1, 0.1, 0.1);
    word(decision, 2, 7, 1, 2);
    word(decision, 18, 22, 0.5, -1);
    return jcas.getCas();
  }

  private static void word(
      Classification decision, int begin, int end, double importance, double contribution)
      throws Exception {
    ImportantToken word = new ImportantToken(decision.getJCas(), begin, end);
    word.setImportance(importance);
    word.setContribution(contribution);
    word.setClassification(decision);
    word.addToIndexes();
  }
}
