package io.github.safr.training;

import io.github.safr.model.WordEncoder;
import io.github.safr.text.TextSegmenter;
import io.github.safr.text.TextSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Labelled texts, segmented as a pipeline would segment them, and their labels.
 *
 * @param labels all labels, in the order of their classes: by name
 * @param train tokens of the texts to learn from
 * @param trainClasses their classes
 * @param dev tokens of the texts that decide when to stop
 * @param devClasses their classes
 * @param sources where the texts came from, for the model's description
 */
public record TrainingData(
    List<String> labels,
    List<List<String>> train,
    int[] trainClasses,
    List<List<String>> dev,
    int[] devClasses,
    List<DataSource> sources) {

  /**
   * Segments texts.
   *
   * @throws IllegalArgumentException if there are fewer than two labels, or one in {@code dev} that
   *     {@code train} lacks
   */
  public static TrainingData of(
      List<LabelledText> train,
      List<LabelledText> dev,
      TextSegmenter segmenter,
      List<DataSource> sources) {
    Map<String, Integer> classes = new TreeMap<>();
    train.forEach(text -> classes.put(text.label(), 0));
    if (classes.size() < 2) {
      throw new IllegalArgumentException(
          "The training data has one label only, '"
              + classes.keySet().iterator().next()
              + "'. A classifier needs two or more.");
    }
    int next = 0;
    for (Map.Entry<String, Integer> entry : classes.entrySet()) {
      entry.setValue(next++);
    }
    for (LabelledText text : dev) {
      if (!classes.containsKey(text.label())) {
        throw new IllegalArgumentException(
            "The development data has the label '"
                + text.label()
                + "', which the training data lacks. Its labels are "
                + classes.keySet()
                + ".");
      }
    }
    return new TrainingData(
        List.copyOf(classes.keySet()),
        segment(train, segmenter),
        classes(train, classes),
        segment(dev, segmenter),
        classes(dev, classes),
        List.copyOf(sources));
  }

  /** The tokens of a text, over all its sentences. */
  public static List<String> tokens(String text, TextSegmenter segmenter) {
    List<String> tokens = new ArrayList<>();
    for (TextSpan sentence : segmenter.sentences(text)) {
      for (TextSpan token : segmenter.tokens(text, sentence)) {
        tokens.add(token.of(text));
      }
    }
    return tokens;
  }

  /** The training texts in the form in which a vocabulary counts them. */
  Stream<List<String>> normalizedTrain(boolean lowerCase) {
    return train.stream()
        .map(text -> text.stream().map(token -> WordEncoder.normalize(token, lowerCase)).toList());
  }

  private static List<List<String>> segment(List<LabelledText> texts, TextSegmenter segmenter) {
    List<List<String>> segmented = new ArrayList<>(texts.size());
    for (LabelledText text : texts) {
      List<String> tokens = tokens(text.text(), segmenter);
      if (tokens.isEmpty()) {
        throw new IllegalArgumentException(
            "Text number " + (segmented.size() + 1) + " has no words. Remove it.");
      }
      segmented.add(tokens);
    }
    return segmented;
  }

  private static int[] classes(List<LabelledText> texts, Map<String, Integer> classes) {
    return texts.stream().mapToInt(text -> classes.get(text.label())).toArray();
  }
}
