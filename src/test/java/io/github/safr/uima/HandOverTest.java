package io.github.safr.uima;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.model.Explanation;
import io.github.safr.model.ModelTrust;
import io.github.safr.type.Classification;
import java.lang.ref.WeakReference;
import java.util.List;
import org.apache.uima.jcas.JCas;
import org.junit.jupiter.api.Test;

class HandOverTest {

  private static final HandOver.Subject SUBJECT =
      new HandOver.Subject("fake 1", ModelTrust.ANYBODY, "Token");
  private static final Explanation EXPLANATION = explanation();

  private final HandOver handOver = new HandOver();

  @Test
  void isWantedAsLongAsThereIsAnExplainer() {
    assertThat(handOver.isWanted(SUBJECT)).isFalse();
    handOver.join(SUBJECT);
    handOver.join(SUBJECT);
    assertThat(handOver.isWanted(SUBJECT)).isTrue();
    assertThat(handOver.isWanted(new HandOver.Subject("fake 2", ModelTrust.ANYBODY, "Token")))
        .isFalse();
    handOver.leave(SUBJECT);
    assertThat(handOver.isWanted(SUBJECT)).isTrue();
    handOver.leave(SUBJECT);
    assertThat(handOver.isWanted(SUBJECT)).isFalse();
  }

  @Test
  void givesAnExplanationOnce() throws Exception {
    Classification classification = new Classification(Documents.of("good"), 0, 4);
    handOver.offer(SUBJECT, classification, EXPLANATION);

    assertThat(handOver.take(SUBJECT, classification)).containsSame(EXPLANATION);
    assertThat(handOver.take(SUBJECT, classification)).isEmpty();
    assertThat(handOver.size()).isZero();
  }

  @Test
  void givesNothingForALabelThatWasChanged() throws Exception {
    Classification classification = new Classification(Documents.of("good"), 0, 4);
    classification.setLabel("negative");
    handOver.offer(SUBJECT, classification, EXPLANATION);
    classification.setLabel("positive");

    assertThat(handOver.take(SUBJECT, classification)).isEmpty();
  }

  @Test
  void givesNothingForWhatIsMerelyEqual() throws Exception {
    JCas jcas = Documents.of("good");
    Classification before = new Classification(jcas, 0, 4);
    handOver.offer(SUBJECT, before, EXPLANATION);
    jcas.reset();
    jcas.setDocumentText("good");
    Classification after = new Classification(jcas, 0, 4);

    assertThat(after).isEqualTo(before);
    assertThat(handOver.take(SUBJECT, after)).isEmpty();
  }

  @Test
  void forgetsAnnotationsOfACasThatWasReset() throws Exception {
    JCas jcas = Documents.of("good");
    Classification classification = new Classification(jcas, 0, 4);
    classification.addToIndexes();
    handOver.offer(SUBJECT, classification, EXPLANATION);
    classification = null;

    collectGarbage(new WeakReference<>(new Object()));
    assertThat(handOver.size()).isEqualTo(1);
    jcas.reset();
    waitUntilEmpty();
  }

  @Test
  void keepsNoCasAlive() throws Exception {
    JCas jcas = Documents.of("good");
    Classification classification = new Classification(jcas, 0, 4);
    classification.addToIndexes();
    handOver.offer(SUBJECT, classification, EXPLANATION);
    WeakReference<JCas> cas = new WeakReference<>(jcas);
    classification = null;
    jcas = null;

    collectGarbage(cas);
    waitUntilEmpty();
  }

  private void waitUntilEmpty() throws InterruptedException {
    for (int i = 0; i < 50 && handOver.size() > 0; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(handOver.size()).isZero();
  }

  private static void collectGarbage(WeakReference<?> sign) throws InterruptedException {
    for (int i = 0; i < 50 && sign.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(sign.get()).isNull();
  }

  private static Explanation explanation() {
    return new Explanation(
        new double[] {1}, new double[] {1}, new double[] {1}, List.of(), List.of(List.of()));
  }
}
