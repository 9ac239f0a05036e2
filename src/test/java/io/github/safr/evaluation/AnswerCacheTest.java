package io.github.safr.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safr.explain.ExplainedText;
import io.github.safr.explain.PartialClassifier;
import io.github.safr.explain.PartialClassifier.Remainder;
import io.github.safr.model.Removal;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {

  private final ExplainedText text =
      new ExplainedText(List.of("not", "very", "good"), 1, new double[] {.2, .8});

  /** The other class has the share of tokens that are left. */
  private final PartialClassifier classifier =
      new PartialClassifier(
          parts ->
              parts.stream()
                  .map(part -> part.kept().cardinality() / 3.0)
                  .map(share -> new double[] {share, 1 - share})
                  .toList(),
          Removal.DELETION);

  private final AnswerCache answers = new AnswerCache(classifier);

  private static BitSet kept(int... tokens) {
    BitSet kept = new BitSet();
    for (int token : tokens) {
      kept.set(token);
    }
    return kept;
  }

  @Test
  void aRemainderIsAskedAboutOnce() {
    answers.ask(List.of(new Remainder(text, kept(0)), new Remainder(text, kept(0))));
    answers.ask(List.of(new Remainder(text, kept(0)), new Remainder(text, kept(1))));
    assertThat(classifier.asked()).isEqualTo(2);
    assertThat(answers.probability(text, kept(1))).isEqualTo(1 - 1 / 3.0);
  }

  @Test
  void theWholeTextIsKnown() {
    answers.ask(List.of(new Remainder(text, kept(0, 1, 2))));
    assertThat(classifier.asked()).isZero();
    assertThat(answers.probability(text, kept(0, 1, 2))).isEqualTo(.8);
  }

  @Test
  void equalTextsAreNotTheSameText() {
    ExplainedText other = new ExplainedText(text.tokens(), 0, text.probabilities());
    answers.ask(List.of(new Remainder(text, kept(0)), new Remainder(other, kept(0))));
    assertThat(answers.probability(text, kept(0))).isEqualTo(1 - 1 / 3.0);
    assertThat(answers.probability(other, kept(0))).isEqualTo(1 / 3.0);
  }

  @Test
  void whatWasHeardIsNotAskedAbout() {
    BitSet heard = kept(0, 2);
    answers.hear(new Remainder(text, heard), new double[] {.4, .6});
    heard.clear();
    answers.ask(List.of(new Remainder(text, kept(0, 2))));
    assertThat(classifier.asked()).isZero();
    assertThat(answers.probability(text, kept(0, 2))).isEqualTo(.6);
  }

  @Test
  void aLookUsesWhatIsKnownAndKeepsNothing() {
    answers.ask(List.of(new Remainder(text, kept(0))));
    List<Remainder> looked =
        List.of(
            new Remainder(text, kept(0, 1)),
            new Remainder(text, kept(0)),
            new Remainder(text, kept()));
    assertThat(answers.look(looked)).containsExactly(1 - 2 / 3.0, 1 - 1 / 3.0, 1);
    assertThat(classifier.asked()).isEqualTo(3);
    assertThatThrownBy(() -> answers.probability(text, kept(0, 1)))
        .isInstanceOf(IllegalStateException.class);
  }
}
