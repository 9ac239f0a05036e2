package io.github.safr.benchmark;

import io.github.safr.benchmark.onnx.OnnxModel;
import io.github.safr.model.ModelDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import opennlp.dl.InferenceOptions;
import opennlp.dl.doccat.DocumentCategorizerDL;
import opennlp.dl.doccat.scoring.AverageClassificationScoringStrategy;

/**
 * OpenNLP's document categorizer with the same weights: it cuts text into word pieces itself and
 * runs one text at a time. What it takes for one token is not quite what we do, so its labels may
 * differ now and then.
 */
final class OpenNlpContender implements Contender {

  private final DocumentCategorizerDL categorizer;
  private final List<Sentence> sentences;
  private final double agreement;

  /**
   * Writes network and vocabulary into a folder, and loads them from there.
   *
   * @param labels what our engine says of the sentences
   * @throws IllegalArgumentException if the network does not read word pieces
   */
  OpenNlpContender(String model, List<Sentence> sentences, int[] labels, Path folder)
      throws Exception {
    this.sentences = sentences;
    Path network = folder.resolve("network.onnx");
    Path vocabulary = folder.resolve(ModelDirectory.VOCABULARY);
    Map<Integer, String> names =
        ModelDirectory.with(
            model,
            directory -> {
              try {
                Files.write(network, OnnxModel.fromIdsAlone(directory));
                Files.write(vocabulary, directory.vocabulary());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              Map<Integer, String> byNumber = new HashMap<>();
              directory.manifest().labels().forEach(name -> byNumber.put(byNumber.size(), name));
              return byNumber;
            });
    InferenceOptions options = new InferenceOptions();
    options.setIncludeAttentionMask(false);
    options.setIncludeTokenTypeIds(false);
    categorizer =
        new DocumentCategorizerDL(
            network.toFile(),
            vocabulary.toFile(),
            names,
            new AverageClassificationScoringStrategy(),
            options);
    int equal = 0;
    for (int i = 0; i < labels.length; i++) {
      equal += best(categorize(sentences.get(i))) == labels[i] ? 1 : 0;
    }
    agreement = (double) equal / labels.length;
  }

  /** Its own tokenizer does not drop the case of letters. */
  private double[] categorize(Sentence sentence) {
    double[] scores =
        categorizer.categorize(new String[] {sentence.text().toLowerCase(Locale.ROOT)});
    if (scores.length == 0) {
      throw new IllegalStateException("OpenNLP's categorizer failed; its log says why.");
    }
    return scores;
  }

  private static int best(double[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return best;
  }

  /** Share of sentences that get the label that we give them. */
  double agreement() {
    return agreement;
  }

  @Override
  public int sentences() {
    return sentences.size();
  }

  @Override
  public void run() {
    sentences.forEach(this::categorize);
  }
}
