package io.github.safr.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.github.safr.model.SafrModel;
import io.github.safr.type.Classification;
import io.github.safr.type.ImportantToken;
import io.github.safr.type.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.fit.pipeline.SimplePipeline;
import org.apache.uima.jcas.JCas;
import org.apache.uima.resource.ResourceManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One forward pass serves classifier and explainer where they share a pipeline. */
class OnePassTest {

  private static final int THREADS = 4;

  private final SafrModel model = FakeModel.named("fake 1");
  @RegisterExtension final FakeLoading loading = new FakeLoading(model);

  @Test
  void anAggregateAsksTheModelOnce() throws Exception {
    JCas jcas = Documents.ofLines("a good day\na long day");
    AnalysisEngine engine = createEngine(classifierAndExplainer());

    engine.process(jcas);
    engine.destroy();

    verify(model, times(1)).explain(anyList());
    verify(model, never()).classify(anyList());
    assertExplained(jcas);
    verify(model).close();
  }

  @Test
  void simplePipelineAsksTheModelOnce() throws Exception {
    JCas jcas = Documents.ofLines("a good day");

    SimplePipeline.runPipeline(
        jcas,
        createEngineDescription(SafrClassifier.class),
        createEngineDescription(SafrExplainer.class));

    verify(model, times(1)).explain(anyList());
    verify(model, never()).classify(anyList());
    assertExplained(jcas);
  }

  @Test
  void enginesOfOneResourceManagerAskTheModelOnce() throws Exception {
    JCas jcas = Documents.ofLines("a good day");
    ResourceManager resources = UIMAFramework.newDefaultResourceManager();
    AnalysisEngine classifier = produce(createEngineDescription(SafrClassifier.class), resources);
    AnalysisEngine explainer = produce(createEngineDescription(SafrExplainer.class), resources);

    SimplePipeline.runPipeline(jcas, classifier, explainer);

    verify(model, times(1)).explain(anyList());
    verify(model, never()).classify(anyList());
    assertExplained(jcas);
    classifier.destroy();
    explainer.destroy();
  }

  @Test
  void aClassifierOnlyClassifiesOnceTheExplainerIsGone() throws Exception {
    ResourceManager resources = UIMAFramework.newDefaultResourceManager();
    AnalysisEngine classifier = produce(createEngineDescription(SafrClassifier.class), resources);
    produce(createEngineDescription(SafrExplainer.class), resources).destroy();

    classifier.process(Documents.ofLines("a good day"));

    verify(model, never()).explain(anyList());
    classifier.destroy();
  }

  @Test
  void enginesOfDifferentPipelinesWorkOnTheirOwn() throws Exception {
    JCas jcas = Documents.ofLines("a good day");
    AnalysisEngine classifier = createEngine(SafrClassifier.class);
    AnalysisEngine explainer = createEngine(SafrExplainer.class);

    SimplePipeline.runPipeline(jcas, classifier, explainer);

    verify(model, times(1)).classify(anyList());
    verify(model, times(1)).explain(anyList());
    assertExplained(jcas);
    classifier.destroy();
    explainer.destroy();
  }

  @Test
  void anExplainerOfOtherTokensAsksForItself() throws Exception {
    JCas jcas = Documents.ofLines("a good day");
    Documents.add(jcas, "foreign.Word", 2, 6);

    SimplePipeline.runPipeline(
        jcas,
        createEngineDescription(SafrClassifier.class),
        createEngineDescription(
            SafrExplainer.class, SafrExplainer.PARAM_TOKEN_TYPE, "foreign.Word"));

    verify(model).classify(List.of(List.of("a", "good", "day")));
    verify(model).explain(List.of(List.of("good")));
    assertThat(Documents.texts(jcas, ImportantToken.class)).containsExactly("good");
  }

  @Test
  void aSecondExplainerExplainsAsWell() throws Exception {
    JCas jcas = Documents.ofLines("a good day");

    SimplePipeline.runPipeline(
        jcas,
        createEngineDescription(SafrClassifier.class),
        createEngineDescription(
            SafrExplainer.class, SafrExplainer.PARAM_LABELS, new String[] {"negative"}),
        createEngineDescription(SafrExplainer.class));

    assertExplained(jcas);
  }

  @Test
  void explainsAnewIfTokensHaveChangedInBetween() throws Exception {
    JCas jcas = Documents.ofLines("a good day");
    ResourceManager resources = UIMAFramework.newDefaultResourceManager();
    AnalysisEngine classifier = produce(createEngineDescription(SafrClassifier.class), resources);
    AnalysisEngine explainer = produce(createEngineDescription(SafrExplainer.class), resources);

    classifier.process(jcas);
    Documents.all(jcas, Token.class).get(0).removeFromIndexes();
    explainer.process(jcas);

    verify(model).explain(List.of(List.of("good", "day")));
    assertExplained(jcas);
    classifier.destroy();
    explainer.destroy();
  }

  @Test
  void aCasThatIsUsedAgainGetsTheExplanationsOfItsNewText() throws Exception {
    AnalysisEngine engine = createEngine(classifierAndExplainer());
    JCas jcas = Documents.of("");

    for (String text : List.of("a good day", "one two three", "a long day", "")) {
      jcas.reset();
      jcas.setDocumentText(text);
      Documents.addLines(jcas);
      engine.process(jcas);
      assertExplained(jcas);
    }

    verify(model, times(3)).explain(anyList());
    engine.destroy();
  }

  @Test
  void staleExplanationsDoNotReachTheNextDocument() throws Exception {
    ResourceManager resources = UIMAFramework.newDefaultResourceManager();
    AnalysisEngine classifier = produce(createEngineDescription(SafrClassifier.class), resources);
    AnalysisEngine explainer = produce(createEngineDescription(SafrExplainer.class), resources);
    JCas jcas = Documents.ofLines("a good day");
    classifier.process(jcas);
    int id = Documents.all(jcas, Classification.class).get(0)._id();

    // The same CAS, the same number of the annotation, but nobody classified it here.
    jcas.reset();
    jcas.setDocumentText("one two ten");
    Documents.addLines(jcas);
    Classification next = new Classification(jcas, 0, 11);
    while (next._id() < id) {
      next = new Classification(jcas, 0, 11);
    }
    next.setModel("fake 1");
    next.addToIndexes();
    explainer.process(jcas);

    assertThat(next._id()).isEqualTo(id);
    verify(model).explain(List.of(List.of("one", "two", "ten")));
    assertExplained(jcas);
    classifier.destroy();
    explainer.destroy();
  }

  @ParameterizedTest(name = "one resource manager for all threads: {0}")
  @ValueSource(booleans = {true, false})
  void threadsDoNotGetEachOthersExplanations(boolean shareResources) throws Exception {
    int rounds = 25;
    // Every pass waits for those of all the other threads, so that they do run side by side.
    CyclicBarrier together = new CyclicBarrier(THREADS);
    doAnswer(
            call -> {
              together.await(10, TimeUnit.SECONDS);
              List<List<String>> units = call.getArgument(0);
              return units.stream().map(FakeModel::predict).toList();
            })
        .when(model)
        .explain(anyList());
    ResourceManager shared = UIMAFramework.newDefaultResourceManager();
    List<AnalysisEngine> engines = new ArrayList<>();
    List<JCas> documents = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      engines.add(
          shareResources
              ? produce(classifierAndExplainer(), shared)
              : createEngine(classifierAndExplainer()));
      documents.add(Documents.of(""));
    }
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> runs = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        AnalysisEngine engine = engines.get(i);
        JCas jcas = documents.get(i);
        String name = "t" + i;
        runs.add(
            pool.submit(
                () -> {
                  for (int round = 0; round < rounds; round++) {
                    jcas.reset();
                    jcas.setDocumentText(name + " says " + round + "\n" + name + " good");
                    Documents.addLines(jcas);
                    engine.process(jcas);
                    assertExplained(jcas);
                  }
                  return null;
                }));
      }
      for (Future<?> run : runs) {
        run.get(60, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }

    verify(model, times(THREADS * rounds)).explain(anyList());
    verify(model, never()).classify(anyList());
    verify(model, never()).close();
    engines.forEach(AnalysisEngine::destroy);
    verify(model, times(1)).close();
  }

  /** Every token of the document has the importance that the model gives to its own text. */
  private static void assertExplained(JCas jcas) {
    List<ImportantToken> important = Documents.all(jcas, ImportantToken.class);
    assertThat(important)
        .extracting(ImportantToken::getCoveredText)
        .containsExactlyElementsOf(Documents.texts(jcas, Token.class));
    assertThat(important)
        .allSatisfy(
            token -> {
              assertThat(token.getImportance())
                  .isEqualTo(FakeModel.importance(token.getCoveredText()));
              assertThat(token.getClassification().getBegin())
                  .isLessThanOrEqualTo(token.getBegin());
              assertThat(token.getClassification().getEnd()).isGreaterThanOrEqualTo(token.getEnd());
            });
  }

  private static AnalysisEngineDescription classifierAndExplainer() throws Exception {
    return createEngineDescription(
        createEngineDescription(SafrClassifier.class),
        createEngineDescription(SafrExplainer.class));
  }

  private static AnalysisEngine produce(
      AnalysisEngineDescription description, ResourceManager resources) throws Exception {
    return UIMAFramework.produceAnalysisEngine(description, resources, null);
  }
}
