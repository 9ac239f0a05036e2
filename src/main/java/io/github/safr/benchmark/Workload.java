package io.github.safr.benchmark;

import io.github.safr.model.ModelDirectory;
import io.github.safr.model.ModelManifest;
import io.github.safr.text.TextSegmenter;
import java.util.List;

/**
 * What contenders work on.
 *
 * @param settings of the benchmark
 * @param manifest of the model
 * @param lines texts that sentences are drawn from
 * @param corpus what most contenders read
 * @param workplace for files
 */
record Workload(
    BenchmarkSettings settings,
    ModelManifest manifest,
    List<String> lines,
    Corpus corpus,
    Workplace workplace) {

  static Workload prepare(BenchmarkSettings settings, List<String> lines, Workplace workplace) {
    ModelManifest manifest = ModelDirectory.manifestOf(settings.model());
    BenchmarkSettings.Sizes sizes = settings.sizes();
    Corpus corpus =
        Corpus.draw(
            lines,
            sizes.sentences(),
            sizes.perDocument(),
            TextSegmenter.forLanguage(manifest.language()),
            settings.seed());
    return new Workload(settings, manifest, lines, corpus, workplace);
  }

  /** Other text of the same lines. */
  Corpus draw(int sentences, int perDocument) {
    TextSegmenter segmenter = TextSegmenter.forLanguage(language());
    return Corpus.draw(lines, sentences, perDocument, segmenter, settings.seed());
  }

  /** Number of sentences of the corpus. */
  int sentences() {
    return corpus.sentences().size();
  }

  String language() {
    return manifest.language();
  }

  Pipelines pipelines() {
    return new Pipelines(settings, language());
  }
}
