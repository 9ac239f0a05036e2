package io.github.safr.benchmark;

import io.github.safr.model.DeviceChoice;
import io.github.safr.model.SafrModel;
import io.github.safr.text.TextSegmenter;
import io.github.safr.text.TextSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What an explained prediction costs more than a plain one: the sentences of the example documents,
 * over and over, both ways in turn, so that whatever else the machine does meets both alike.
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *     -Dsafr.main=io.github.safr.benchmark.ExplanationCost -Dexec.args="en-sentiment 20"
 * </pre>
 */
public final class ExplanationCost {

  private static final Path DOCUMENTS = Path.of("examples", "documents");
  private static final int SENTENCES = 256;

  private ExplanationCost() {}

  /**
   * Measures.
   *
   * @param args model; number of repetitions
   */
  public static void main(String[] args) throws IOException {
    int repetitions = Integer.parseInt(args[1]);
    List<List<String>> sentences = sentences();
    double[] plain = new double[repetitions];
    double[] explained = new double[repetitions];
    double[] ratios = new double[repetitions];
    try (SafrModel model = SafrModel.load(args[0], DeviceChoice.CPU)) {
      for (int i = -2; i < repetitions; i++) {
        long begin = System.nanoTime();
        model.classify(sentences);
        long middle = System.nanoTime();
        model.explain(sentences);
        long end = System.nanoTime();
        if (i >= 0) {
          plain[i] = (middle - begin) / 1e6 / SENTENCES;
          explained[i] = (end - middle) / 1e6 / SENTENCES;
          ratios[i] = explained[i] / plain[i];
        }
      }
    }
    print("classify, ms a sentence", plain);
    print("explain, ms a sentence", explained);
    print("explain / classify", ratios);
  }

  private static List<List<String>> sentences() throws IOException {
    TextSegmenter segmenter = TextSegmenter.forLanguage("en");
    List<List<String>> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(DOCUMENTS)) {
      for (Path file : files.sorted().toList()) {
        String text = Files.readString(file);
        for (TextSpan sentence : segmenter.sentences(text)) {
          found.add(
              segmenter.tokens(text, sentence).stream().map(token -> token.of(text)).toList());
        }
      }
    }
    List<List<String>> sentences = new ArrayList<>();
    for (int i = 0; i < SENTENCES; i++) {
      sentences.add(found.get(i % found.size()));
    }
    return sentences;
  }

  private static void print(String what, double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    System.out.printf(
        Locale.ROOT,
        "%s: median %.3f, quartiles %.3f to %.3f%n",
        what,
        sorted[sorted.length / 2],
        sorted[sorted.length / 4],
        sorted[sorted.length * 3 / 4]);
  }
}
