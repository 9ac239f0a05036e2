package io.github.safr.benchmark;

import io.github.safr.io.Document;
import io.github.safr.io.DocumentFormat;
import io.github.safr.io.DocumentSource;
import io.github.safr.io.FoundFile;
import io.github.safr.io.ParallelPipeline;
import io.github.safr.io.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.uima.UIMAException;

/** Many documents of one sentence against few of many, through one pipeline. */
final class CollectionMeasurement {

  /** Sentences of a large document. */
  private static final int LARGE_DOCUMENT = 500;

  private final Workload work;
  private final BenchmarkSettings settings;
  private final BenchmarkProgress progress;

  CollectionMeasurement(Workload work, BenchmarkProgress progress) {
    this.work = work;
    this.settings = work.settings();
    this.progress = progress;
  }

  /** Both, in turns. */
  Map<String, Timing> measure() throws IOException, UIMAException, InterruptedException {
    Corpus small = work.draw(settings.sizes().documents(), 1);
    // Enough documents for all threads, however few sentences there are.
    int perDocument =
        Math.max(
            1, Math.min(LARGE_DOCUMENT, settings.sizes().documents() / (2 * settings.threads())));
    Corpus large = work.draw(settings.sizes().documents(), perDocument);
    Path few = work.workplace().documents("few", large.documents());
    Path many = work.workplace().documents("many", small.documents());
    try (ParallelPipeline pipeline =
        ParallelPipeline.create(work.pipelines().classifying(), settings.threads())) {
      Map<String, Contender.Maker> makers = new LinkedHashMap<>();
      makers.put(
          Contenders.SMALL_DOCUMENTS, () -> collection(pipeline, many, small.sentences().size()));
      makers.put(
          Contenders.LARGE_DOCUMENTS, () -> collection(pipeline, few, large.sentences().size()));
      return new Rounds(progress, 1, settings.sizes().collectionRepetitions())
          .measure("collections", makers);
    }
  }

  private Contender collection(ParallelPipeline pipeline, Path folder, int sentences)
      throws IOException {
    DocumentSource files = DocumentSource.of(List.of(folder.toString()), DocumentFormat.TEXT);
    Iterable<Document> documents =
        () ->
            StreamSupport.stream(files.spliterator(), false)
                .map(CollectionMeasurement::open)
                .iterator();
    return new CollectionContender(pipeline, documents, sentences, work.language());
  }

  private static Document open(FoundFile file) {
    return new TextFile(file.path(), file.name());
  }
}
