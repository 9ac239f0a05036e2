package io.github.safr.benchmark;

import ai.onnxruntime.OrtException;
import io.github.safr.benchmark.onnx.OnnxModel;
import io.github.safr.explain.IntegratedGradientsExplainer;
import io.github.safr.explain.LimeExplainer;
import io.github.safr.model.BareEngine;
import io.github.safr.model.DeviceChoice;
import io.github.safr.model.ModelDirectory;
import io.github.safr.model.NetworkInspector;
import io.github.safr.model.Prediction;
import io.github.safr.model.SafrModel;
import io.github.safr.tensorflow.TokenBatch;
import io.github.safr.training.Architectures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.uima.UIMAException;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;

/**
 * All who read the sentences of a benchmark: our own, others, and the arithmetic that cannot be
 * saved.
 */
final class SentenceContenders {

  /**
   * How many times more 'annotate' reads than others: a run of the command begins with checking the
   * model, which would count for much with little to read and counts for nothing with much.
   */
  private static final int ANNOTATE_TIMES = 5;

  private final Workload work;
  private final BenchmarkSettings settings;
  private final Map<String, Double> parity = new LinkedHashMap<>();

  SentenceContenders(Workload work) {
    this.work = work;
    settings = work.settings();
  }

  /** How well others agree with us, as far as they were made. */
  Map<String, Double> parity() {
    return parity;
  }

  /** Those who work through UIMA. */
  Map<String, Contender.Maker> pipelined(Benchmark.AnnotateMaker annotate) throws IOException {
    Corpus many = work.draw(ANNOTATE_TIMES * work.sentences(), settings.sizes().perDocument());
    Path documents = work.workplace().documents("documents", many.documents());
    Path output = work.workplace().folder("annotated");
    Map<String, Contender.Maker> makers = new LinkedHashMap<>();
    makers.put(Contenders.CLASSIFY, () -> uima(work.pipelines().classifying()));
    makers.put(Contenders.EXPLAIN, () -> uima(work.pipelines().explaining()));
    makers.put(
        Contenders.ANNOTATE, () -> annotate.make(documents, output, many.sentences().size()));
    return makers;
  }

  private Contender uima(AnalysisEngineDescription pipeline) throws UIMAException {
    return new UimaContender(
        pipeline, work.corpus().documents(), work.sentences(), work.language(), settings.threads());
  }

  /** Those who do without UIMA. */
  Map<String, Contender.Maker> bare(SafrModel model, BareEngine engine) throws IOException {
    Map<String, Contender.Maker> makers = new LinkedHashMap<>();
    makers.put(Contenders.ENGINE, () -> batches(engine, engine::classify, () -> {}));
    makers.put(Contenders.ENGINE_EXPLAIN, () -> batches(engine, engine::explain, () -> {}));
    boolean onProcessor = model.deviceDescription().equals(DeviceChoice.CPU.toString());
    makers.put(
        Contenders.ONNX_RUNTIME, onProcessor ? onnxRuntime(engine) : SentenceContenders::noGpu);
    makers.put(Contenders.OPENNLP, onProcessor ? openNlp(model) : SentenceContenders::noGpu);
    makers.put(Contenders.MATRIX_PRODUCTS, () -> matrixProducts(engine));
    List<Sentence> some = work.corpus().sample(settings.sizes().explained());
    makers.put(Contenders.LIME, () -> lime(model, some));
    makers.put(Contenders.INTEGRATED_GRADIENTS, () -> integratedGradients(model, some));
    return makers;
  }

  private Contender lime(SafrModel model, List<Sentence> some) {
    return new ExplainerContender(
        new LimeExplainer(settings.seed(), settings.sizes().limeSamples()), model, some, () -> {});
  }

  private static Contender noGpu() {
    throw new IllegalStateException(
        "Runs on the processor only, and the model ran on a GPU. Measure with --device cpu.");
  }

  /** Batches as the engine runs them: as many at once, with as many threads each. */
  private Contender batches(
      BareEngine engine, BatchContender.Work<TokenBatch> run, Runnable closing) {
    return new BatchContender<>(engine.batches(), work.sentences(), engine.runners(), run, closing);
  }

  private Contender.Maker onnxRuntime(BareEngine engine) {
    return () -> {
      byte[] file = ModelDirectory.with(settings.model(), OnnxModel::of);
      OnnxRuntimeEngine theirs = new OnnxRuntimeEngine(file, engine.threadsPerBatch());
      try {
        float difference = theirs.compare(engine.batches(), engine.logits());
        parity.put("onnxRuntimeLargestLogitDifference", (double) difference);
      } catch (OrtException | RuntimeException e) {
        theirs.close();
        throw e;
      }
      return batches(engine, theirs::logits, theirs::close);
    };
  }

  private Contender.Maker openNlp(SafrModel model) throws IOException {
    Path folder = work.workplace().folder("opennlp");
    List<Sentence> some = work.corpus().sample(settings.sizes().singles());
    return () -> {
      int[] labels =
          model.classify(some.stream().map(Sentence::tokens).toList()).stream()
              .map(Prediction::label)
              .mapToInt(model.labels()::indexOf)
              .toArray();
      OpenNlpContender contender = new OpenNlpContender(settings.model(), some, labels, folder);
      parity.put("openNlpShareOfEqualLabels", contender.agreement());
      return contender;
    };
  }

  private Contender matrixProducts(BareEngine engine) {
    MatrixProducts products =
        new MatrixProducts(
            Architectures.of(work.manifest()), engine.batches(), engine.threadsPerBatch());
    return batches(engine, products::run, products::close);
  }

  private Contender integratedGradients(SafrModel model, List<Sentence> some) {
    NetworkInspector inspector = NetworkInspector.load(settings.model(), settings.device());
    return new ExplainerContender(
        new IntegratedGradientsExplainer(inspector, settings.sizes().gradientSteps()),
        model,
        some,
        inspector::close);
  }
}
