package io.github.safr.benchmark;

import io.github.safr.explain.IntegratedGradientsExplainer;
import io.github.safr.explain.LimeExplainer;
import io.github.safr.io.DocumentSource;
import io.github.safr.io.ParallelPipeline;
import io.github.safr.model.BareEngine;
import io.github.safr.model.DeviceChoice;
import io.github.safr.model.ModelDirectory;
import io.github.safr.model.ModelManifest;
import io.github.safr.model.NetworkInspector;
import io.github.safr.model.Prediction;
import io.github.safr.model.SafrModel;
import io.github.safr.tensorflow.TokenBatch;
import io.github.safr.text.TextSegmenter;
import io.github.safr.training.Architectures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.uima.UIMAException;

/**
 * Measures a model: bare, through UIMA, as a command, against others that do the same, and against
 * the arithmetic that cannot be saved.
 */
public final class Benchmark implements AutoCloseable {

  /** Makes the contender that annotates a folder of documents as the command line does. */
  @FunctionalInterface
  public interface AnnotateMaker {

    /**
     * Makes it.
     *
     * @param documents folder of documents
     * @param output folder for XMI
     * @param sentences in all of them
     */
    Contender make(Path documents, Path output, int sentences) throws Exception;
  }

  /** Sentences of a document in the collection of few documents. */
  private static final int LARGE_DOCUMENT = 500;

  private final BenchmarkSettings settings;
  private final BenchmarkProgress progress;
  private final List<String> lines;
  private final ModelManifest manifest;
  private final Pipelines pipelines;
  private final Corpus corpus;
  private final Workplace workplace;
  private final Map<String, Timing> timings = new LinkedHashMap<>();
  private final Map<String, Double> parity = new LinkedHashMap<>();
  private final Map<String, List<ScalingPoint>> scaling = new LinkedHashMap<>();

  /**
   * Prepares the text.
   *
   * @param lines texts to measure on
   */
  public Benchmark(BenchmarkSettings settings, List<String> lines, BenchmarkProgress progress)
      throws IOException {
    this.settings = settings;
    this.progress = progress;
    this.lines = lines;
    manifest = ModelDirectory.manifestOf(settings.model());
    pipelines = new Pipelines(settings, manifest.language());
    corpus = draw(settings.sizes().sentences(), settings.sizes().perDocument());
    workplace = new Workplace();
  }

  private Corpus draw(int sentences, int perDocument) {
    TextSegmenter segmenter = TextSegmenter.forLanguage(manifest.language());
    return Corpus.draw(lines, sentences, perDocument, segmenter, settings.seed());
  }

  /**
   * Measures everything.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  public BenchmarkReport run(AnnotateMaker annotate)
      throws IOException, UIMAException, InterruptedException {
    Map<String, Contender.Maker> pipelined = pipelined(annotate);
    // First, while nobody else's library is in memory.
    new Rounds(progress, 0, 1).measure("memory", pipelined);
    OptionalDouble peak = Memory.processPeak();
    BenchmarkReport report;
    try (SafrModel model = SafrModel.load(settings.model(), settings.device());
        BareEngine engine = BareEngine.of(settings.model(), settings.device(), corpus.tokens())) {
      measureSentences(model, engine, pipelined);
      measureCollections();
      if (settings.scaling()) {
        ScalingMeasurement measurement = new ScalingMeasurement(settings, progress);
        scaling.put("totalTokens", measurement.totals(lines, corpus, pipelines));
        scaling.put("unitTokens", measurement.lengths(corpus, model));
      }
      report =
          new BenchmarkReport(
              timings,
              paddingShare(engine.batches()),
              peak.isPresent() ? peak.getAsDouble() : null,
              memory(),
              parity,
              scaling,
              text(),
              Machine.describe(model.deviceDescription()),
              settings);
    }
    return report;
  }

  private Map<String, Contender.Maker> pipelined(AnnotateMaker annotate) throws IOException {
    Path documents = workplace.documents("documents", corpus.documents());
    Path output = workplace.folder("annotated");
    int sentences = corpus.sentences().size();
    Map<String, Contender.Maker> makers = new LinkedHashMap<>();
    makers.put(
        Contenders.CLASSIFY,
        () ->
            new UimaContender(
                pipelines.classifying(),
                corpus.documents(),
                sentences,
                manifest.language(),
                settings.threads()));
    makers.put(
        Contenders.EXPLAIN,
        () ->
            new UimaContender(
                pipelines.explaining(),
                corpus.documents(),
                sentences,
                manifest.language(),
                settings.threads()));
    makers.put(Contenders.ANNOTATE, () -> annotate.make(documents, output, sentences));
    return makers;
  }

  private void measureSentences(
      SafrModel model, BareEngine engine, Map<String, Contender.Maker> pipelined)
      throws IOException, InterruptedException {
    int sentences = corpus.sentences().size();
    Map<String, Contender.Maker> makers = new LinkedHashMap<>();
    makers.put(Contenders.ENGINE, () -> new SimpleContender(sentences, engine::classify));
    makers.put(Contenders.ENGINE_EXPLAIN, () -> new SimpleContender(sentences, engine::explain));
    makers.putAll(pipelined);
    boolean onProcessor = model.deviceDescription().equals(DeviceChoice.CPU.toString());
    makers.put(Contenders.ONNX_RUNTIME, onProcessor ? onnxRuntime(engine) : Benchmark::noGpu);
    makers.put(Contenders.OPENNLP, onProcessor ? openNlp(model) : Benchmark::noGpu);
    makers.put(Contenders.MATRIX_PRODUCTS, () -> matrixProducts(engine));
    List<Sentence> some = corpus.sample(settings.sizes().explained());
    makers.put(
        Contenders.LIME,
        () ->
            new ExplainerContender(
                new LimeExplainer(settings.seed(), settings.sizes().limeSamples()),
                model,
                some,
                () -> {}));
    makers.put(Contenders.INTEGRATED_GRADIENTS, () -> integratedGradients(model, some));
    timings.putAll(
        new Rounds(progress, settings.sizes().warmUps(), settings.sizes().repetitions())
            .measure("sentences", makers));
  }

  private static Contender noGpu() {
    throw new IllegalStateException(
        "Runs on the processor only, and the model ran on a GPU. Measure with --device cpu.");
  }

  private Contender.Maker onnxRuntime(BareEngine engine) {
    return () -> {
      OnnxRuntimeContender contender =
          new OnnxRuntimeContender(
              settings.model(),
              engine.batches(),
              engine.logits(),
              corpus.sentences().size(),
              Machine.threads());
      parity.put("onnxRuntimeLargestLogitDifference", (double) contender.difference());
      return contender;
    };
  }

  private Contender.Maker openNlp(SafrModel model) throws IOException {
    Path folder = workplace.folder("opennlp");
    List<Sentence> some = corpus.sample(settings.sizes().singles());
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
    MatrixProducts products = new MatrixProducts(Architectures.of(manifest), engine.batches());
    return new Contender() {
      @Override
      public int sentences() {
        return corpus.sentences().size();
      }

      @Override
      public void run() {
        products.run();
      }

      @Override
      public void close() {
        products.close();
      }
    };
  }

  private Contender integratedGradients(SafrModel model, List<Sentence> some) {
    NetworkInspector inspector = NetworkInspector.load(settings.model(), settings.device());
    return new ExplainerContender(
        new IntegratedGradientsExplainer(inspector, settings.sizes().gradientSteps()),
        model,
        some,
        inspector::close);
  }

  private void measureCollections() throws IOException, UIMAException, InterruptedException {
    Corpus small = draw(settings.sizes().documents(), 1);
    // Enough documents for all threads, however few sentences there are.
    int perDocument =
        Math.max(
            1, Math.min(LARGE_DOCUMENT, settings.sizes().documents() / (2 * settings.threads())));
    Corpus large = draw(settings.sizes().documents(), perDocument);
    Path few = workplace.documents("few", large.documents());
    Path many = workplace.documents("many", small.documents());
    try (ParallelPipeline pipeline =
        ParallelPipeline.create(pipelines.classifying(), settings.threads())) {
      Map<String, Contender.Maker> makers = new LinkedHashMap<>();
      makers.put(
          Contenders.SMALL_DOCUMENTS, () -> collection(pipeline, many, small.sentences().size()));
      makers.put(
          Contenders.LARGE_DOCUMENTS, () -> collection(pipeline, few, large.sentences().size()));
      timings.putAll(
          new Rounds(progress, 0, settings.sizes().collectionRepetitions())
              .measure("collections", makers));
    }
  }

  private Contender collection(ParallelPipeline pipeline, Path folder, int sentences)
      throws IOException {
    return new CollectionContender(
        pipeline, DocumentSource.of(List.of(folder)), sentences, manifest.language());
  }

  /** Padding of all positions in batches. */
  static double paddingShare(List<TokenBatch> batches) {
    long positions = 0;
    long padding = 0;
    for (TokenBatch batch : batches) {
      positions += batch.ids().length;
      padding += Arrays.stream(batch.ids()).filter(id -> id == 0).count();
    }
    return (double) padding / positions;
  }

  private static Map<String, Double> memory() {
    Map<String, Double> memory = new LinkedHashMap<>();
    Memory.processPeak().ifPresent(peak -> memory.put("processPeakWithAllContendersMiB", peak));
    memory.put("heapPeakMiB", Memory.heapPeak());
    return memory;
  }

  private Map<String, Object> text() {
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("linesGiven", lines.size());
    text.put("sentences", corpus.sentences().size());
    text.put("tokens", corpus.tokenCount());
    text.put("documents", corpus.documents().size());
    return text;
  }

  /** Removes the files that it made. */
  @Override
  public void close() throws IOException {
    workplace.close();
  }
}
