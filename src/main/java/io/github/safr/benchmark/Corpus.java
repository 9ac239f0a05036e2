package io.github.safr.benchmark;

import io.github.safr.text.TextSegmenter;
import io.github.safr.text.TextSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The text of a benchmark: documents, and the sentences in them as the segmenter finds them, so
 * that all contenders read exactly the same.
 *
 * @param documents texts, sentences apart by a blank line
 * @param sentences those of all documents, in order
 */
record Corpus(List<String> documents, List<Sentence> sentences) {

  /**
   * Draws sentences from lines until there are enough: all of them in an order of chance, and then
   * all again in another. The last document is shorter than others, if need be.
   *
   * @param lines texts of one sentence or several, at least one that is not blank
   * @param count number of sentences
   * @param perDocument sentences of a document
   */
  static Corpus draw(
      List<String> lines, int count, int perDocument, TextSegmenter segmenter, long seed) {
    List<Sentence> known = new ArrayList<>();
    lines.forEach(line -> known.addAll(sentences(line, segmenter)));
    if (known.isEmpty()) {
      throw new IllegalArgumentException("There are no sentences in the texts. Name others.");
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<Sentence> drawn = new ArrayList<>(count);
    while (drawn.size() < count) {
      List<Sentence> shuffled = shuffled(known, random);
      drawn.addAll(shuffled.subList(0, Math.min(shuffled.size(), count - drawn.size())));
    }
    return of(drawn, perDocument, segmenter);
  }

  /** Documents of so many sentences each. What a document holds is found by the segmenter again. */
  static Corpus of(List<Sentence> drawn, int perDocument, TextSegmenter segmenter) {
    List<String> documents = new ArrayList<>();
    List<Sentence> found = new ArrayList<>();
    for (int first = 0; first < drawn.size(); first += perDocument) {
      List<Sentence> some = drawn.subList(first, Math.min(first + perDocument, drawn.size()));
      String text = String.join("\n\n", some.stream().map(Sentence::text).toList());
      documents.add(text);
      found.addAll(sentences(text, segmenter));
    }
    return new Corpus(documents, found);
  }

  private static List<Sentence> sentences(String text, TextSegmenter segmenter) {
    List<Sentence> sentences = new ArrayList<>();
    for (TextSpan span : segmenter.sentences(text)) {
      List<String> tokens =
          segmenter.tokens(text, span).stream().map(token -> token.of(text)).toList();
      sentences.add(new Sentence(span.of(text), tokens));
    }
    return sentences;
  }

  /** Fisher and Yates; {@code Collections.shuffle} takes no splittable generator in Java 17. */
  private static List<Sentence> shuffled(List<Sentence> sentences, SplittableRandom random) {
    List<Sentence> order = new ArrayList<>(sentences);
    for (int i = order.size() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      Sentence moved = order.set(i, order.get(other));
      order.set(other, moved);
    }
    return order;
  }

  /** The tokens of all sentences. */
  List<List<String>> tokens() {
    return sentences.stream().map(Sentence::tokens).toList();
  }

  /** Number of tokens of all sentences. */
  long tokenCount() {
    return sentences.stream().mapToLong(sentence -> sentence.tokens().size()).sum();
  }

  /**
   * Some sentences that stand for all: sorted by length, one from the middle of each of as many
   * equal parts.
   */
  List<Sentence> sample(int size) {
    List<Sentence> byLength =
        sentences.stream()
            .sorted((a, b) -> Integer.compare(a.tokens().size(), b.tokens().size()))
            .toList();
    List<Sentence> sample = new ArrayList<>();
    int wanted = Math.min(size, byLength.size());
    for (int part = 0; part < wanted; part++) {
      sample.add(byLength.get((int) ((part + 0.5) * byLength.size() / wanted)));
    }
    return sample;
  }
}
