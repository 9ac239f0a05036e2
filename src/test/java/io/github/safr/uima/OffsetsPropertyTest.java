package io.github.safr.uima;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.model.SafrModel;
import io.github.safr.testing.HostileText;
import io.github.safr.type.Classification;
import io.github.safr.type.CorrelatedTokens;
import io.github.safr.type.ImportantToken;
import io.github.safr.type.NeuronAllocation;
import io.github.safr.type.Sentence;
import io.github.safr.type.Token;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.fit.factory.AnalysisEngineFactory;
import org.apache.uima.jcas.JCas;
import org.apache.uima.jcas.tcas.Annotation;
import org.mockito.MockedStatic;

/** Annotations cover what they are about, whatever the text. */
class OffsetsPropertyTest {

  private MockedStatic<SafrModel> loading;
  private AnalysisEngine sentences;
  private AnalysisEngine document;
  private JCas jcas;

  @BeforeProperty
  void startPipelines() throws Exception {
    loading = FakeModel.everywhere(FakeModel.named("fake 1"));
    sentences = AnalysisEngineFactory.createEngine(pipeline().description());
    document = AnalysisEngineFactory.createEngine(pipeline().unitType("Document").description());
    jcas = Documents.of("");
  }

  @AfterProperty
  void stopPipelines() {
    sentences.destroy();
    document.destroy();
    loading.close();
  }

  @Property(tries = 200)
  void annotationsCoverTheirTokens(@ForAll("texts") String text) throws Exception {
    assertOffsets(sentences, text);
    assertThat(spans(Classification.class)).isEqualTo(spans(Sentence.class));
  }

  @Property(tries = 100)
  void soTheyDoInWholeDocuments(@ForAll("texts") String text) throws Exception {
    assertOffsets(document, text);
    assertThat(Documents.all(jcas, Classification.class))
        .allMatch(unit -> unit.getBegin() == 0 && unit.getEnd() == text.length());
  }

  @Provide
  Arbitrary<String> texts() {
    return HostileText.any();
  }

  private void assertOffsets(AnalysisEngine engine, String text) throws Exception {
    jcas.reset();
    jcas.setDocumentText(text);

    engine.process(jcas);

    Set<List<Integer>> tokens = spans(Token.class);
    assertThat(spans(ImportantToken.class)).isEqualTo(tokens);
    assertThat(spans(NeuronAllocation.class)).isEqualTo(tokens);
    assertThat(Documents.all(jcas, ImportantToken.class))
        .allMatch(token -> contains(token.getClassification(), token));
    assertThat(Documents.all(jcas, CorrelatedTokens.class))
        .allMatch(pair -> pair.getBegin() == pair.getFirst().getBegin())
        .allMatch(pair -> pair.getEnd() == pair.getSecond().getEnd())
        .allMatch(pair -> contains(pair.getClassification(), pair));
    assertThat(Documents.all(jcas, Annotation.class))
        .allMatch(any -> 0 <= any.getBegin() && any.getEnd() <= text.length())
        .allMatch(any -> any.getBegin() < any.getEnd() || text.isEmpty());
  }

  private static boolean contains(Annotation unit, Annotation part) {
    return unit.getBegin() <= part.getBegin() && part.getEnd() <= unit.getEnd();
  }

  private Set<List<Integer>> spans(Class<? extends Annotation> type) {
    Set<List<Integer>> spans = new HashSet<>();
    jcas.select(type).forEach(span -> spans.add(List.of(span.getBegin(), span.getEnd())));
    return spans;
  }

  private static SafrPipeline pipeline() {
    return SafrPipeline.withModel("fake")
        .explaining(SafrExplainer.PARAM_MAX_IMPORTANT_TOKENS, 0, SafrExplainer.PARAM_MAX_PAIRS, 0);
  }
}
