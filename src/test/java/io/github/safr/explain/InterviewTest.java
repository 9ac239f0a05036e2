package io.github.safr.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.model.PartialText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterviewTest {

  private final SetFunction length = SetFunction.of(BitSet::cardinality);

  @Test
  void fewQuestionsAboutManyTextsAreOneCall() {
    List<double[]> scores = ask(Collections.nCopies(50, length.text(3)), 7);
    assertThat(length.calls()).hasSize(1);
    assertThat(length.calls().get(0)).hasSize(350);
    assertThat(length.classifier().asked()).isEqualTo(350);
    assertThat(scores).hasSize(50).allSatisfy(InterviewTest::assertCounted);
  }

  @Test
  void manyQuestionsAreAskedInPortions() {
    List<double[]> scores = ask(Collections.nCopies(7, length.text(3)), 3000);
    assertThat(length.calls().stream().map(List::size))
        .containsExactly(4096, 4096, 4096, 4096, 4096, 520);
    assertThat(length.classifier().asked()).isEqualTo(21000);
    assertThat(scores).hasSize(7).allSatisfy(InterviewTest::assertCounted);
  }

  @Test
  void longTextsMakePortionsSmaller() {
    List<double[]> scores = ask(Collections.nCopies(3, length.text(5000)), 300);
    assertThat(length.calls()).hasSizeGreaterThan(1);
    assertThat(length.calls())
        .allSatisfy(
            call ->
                assertThat(call.stream().map(PartialText::tokens).mapToInt(List::size).sum())
                    .isLessThanOrEqualTo(Interview.MOST_TOKENS));
    assertThat(length.classifier().asked()).isEqualTo(900);
    assertThat(scores).hasSize(3).allSatisfy(InterviewTest::assertCounted);
  }

  @Test
  void aTextLongerThanAPortionIsAskedAboutByItself() {
    ask(List.of(length.text(Interview.MOST_TOKENS + 1)), 2);
    assertThat(length.calls().stream().map(List::size)).containsExactly(1, 1);
  }

  @Test
  void whatIsLeftIsMadeNoEarlierThanItsPortion() {
    List<Integer> made = new ArrayList<>();
    List<Integer> madeAtCall = new ArrayList<>();
    SetFunction slow =
        SetFunction.of(
            kept -> {
              madeAtCall.add(made.size());
              return 0;
            });
    Inquiry inquiry =
        new Inquiry(
            10_000,
            i -> {
              made.add(i);
              return new BitSet();
            },
            answers -> answers);
    ExplainedText text = slow.text(1);
    madeAtCall.clear();
    Interview.hold(List.of(text), slow.classifier(), ignored -> inquiry);
    assertThat(madeAtCall.get(0)).isEqualTo(Interview.MOST_REMAINDERS);
    assertThat(made).hasSize(10_000).isSorted();
  }

  @Test
  void noTextsAreNoCall() {
    assertThat(ask(List.of(), 5)).isEmpty();
    assertThat(length.calls()).isEmpty();
  }

  /** Asks about the first tokens, in turn none, one, two and three, whose number is the answer. */
  private List<double[]> ask(List<ExplainedText> texts, int questions) {
    return Interview.hold(
        texts,
        length.classifier(),
        text ->
            new Inquiry(
                questions,
                question -> {
                  BitSet kept = new BitSet();
                  kept.set(0, question % 4);
                  return kept;
                },
                answers -> answers));
  }

  private static void assertCounted(double[] answers) {
    for (int i = 0; i < answers.length; i++) {
      assertThat(answers[i]).isEqualTo(i % 4);
    }
  }
}
