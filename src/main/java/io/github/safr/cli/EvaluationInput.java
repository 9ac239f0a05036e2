package io.github.safr.cli;

import io.github.safr.evaluation.EvaluationText;
import io.github.safr.evaluation.RandomSample;
import io.github.safr.evaluation.WordMarks;
import io.github.safr.text.TextSegmenter;
import io.github.safr.text.TextSpan;
import io.github.safr.training.LabelledText;
import io.github.safr.training.LabelledTextReader;
import io.github.safr.training.WordLabelReader;
import io.github.safr.training.WordLabelledText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The texts that {@code evaluate} works on.
 *
 * @param examples the texts with their labels
 * @param indexes which text of the file each is, counted from 1
 * @param words labels of words by text; empty without a file of them
 */
record EvaluationInput(
    List<LabelledText> examples, int[] indexes, Map<String, WordLabelledText> words) {

  /**
   * Reads.
   *
   * @param most how many texts are wanted at most; more are drawn from
   * @param seed of the drawing
   */
  static EvaluationInput read(Path data, Optional<Path> wordLabels, int most, long seed)
      throws IOException {
    List<LabelledText> all = LabelledTextReader.read(data);
    Map<String, WordLabelledText> words = new HashMap<>();
    if (wordLabels.isPresent()) {
      for (WordLabelledText text : WordLabelReader.read(wordLabels.get())) {
        words.putIfAbsent(text.text(), text);
      }
      if (all.stream().noneMatch(text -> words.containsKey(text.text()))) {
        throw new CommandFailure(
            "'%s' has labels for words of none of the texts in '%s'. Give the same texts in both."
                .formatted(wordLabels.get(), data));
      }
    }
    int[] sample = RandomSample.of(all.size(), most, seed);
    return new EvaluationInput(
        Arrays.stream(sample).mapToObj(all::get).toList(),
        Arrays.stream(sample).map(i -> i + 1).toArray(),
        words);
  }

  /**
   * The texts as a pipeline would segment them.
   *
   * @param labels the model's labels; texts with others have no class
   */
  List<EvaluationText> segmented(TextSegmenter segmenter, List<String> labels) {
    List<EvaluationText> texts = new ArrayList<>(examples.size());
    for (int i = 0; i < examples.size(); i++) {
      String text = examples.get(i).text();
      List<TextSpan> tokens =
          segmenter.sentences(text).stream()
              .flatMap(sentence -> segmenter.tokens(text, sentence).stream())
              .toList();
      WordLabelledText marked = words.get(text);
      boolean[] marks =
          marked == null
              ? new boolean[0]
              : WordMarks.of(tokens, WordMarks.words(text), marked.important());
      texts.add(
          new EvaluationText(
              indexes[i],
              tokens.stream().map(token -> token.of(text)).toList(),
              labels.indexOf(examples.get(i).label()),
              marks));
    }
    return texts;
  }
}
