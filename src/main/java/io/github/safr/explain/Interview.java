package io.github.safr.explain;

import io.github.safr.explain.PartialClassifier.Remainder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Asks a classifier all that inquiries want to know, in portions: large ones, so that it can read
 * in full batches, but never so large that memory grows with the number or the length of texts. A
 * portion may hold questions about several texts, and a text's questions may need several portions.
 */
final class Interview {

  /** Most remainders in a portion. */
  static final int MOST_REMAINDERS = 4096;

  /** Most tokens in a portion, removed ones counted; a single longer remainder is one alone. */
  static final int MOST_TOKENS = 1 << 20;

  private final PartialClassifier classifier;
  private final double[][] scores;
  private final List<Question> portion = new ArrayList<>();
  private final List<Case> complete = new ArrayList<>();
  private long tokens;

  /** A text whose answers are being gathered; its scores go to the given place. */
  private record Case(int place, Inquiry inquiry, double[] answers) {}

  /** One question, and which of its text's answers its answer is. */
  private record Question(Remainder remainder, double[] answers, int number) {}

  private Interview(PartialClassifier classifier, int texts) {
    this.classifier = classifier;
    scores = new double[texts][];
  }

  /**
   * Runs inquiries. Each is made when its text's turn comes, and let go as soon as it is answered.
   *
   * @return the conclusion of each text's inquiry
   */
  static List<double[]> hold(
      List<ExplainedText> texts,
      PartialClassifier classifier,
      Function<ExplainedText, Inquiry> inquiries) {
    Interview interview = new Interview(classifier, texts.size());
    for (int i = 0; i < texts.size(); i++) {
      interview.add(i, texts.get(i), inquiries.apply(texts.get(i)));
    }
    interview.ask();
    return Arrays.asList(interview.scores);
  }

  private void add(int place, ExplainedText text, Inquiry inquiry) {
    double[] answers = new double[inquiry.size()];
    for (int i = 0; i < answers.length; i++) {
      if (portion.size() == MOST_REMAINDERS || tokens + text.size() > MOST_TOKENS) {
        ask();
      }
      portion.add(new Question(new Remainder(text, inquiry.kept().apply(i)), answers, i));
      tokens += text.size();
    }
    complete.add(new Case(place, inquiry, answers));
  }

  private void ask() {
    if (portion.isEmpty()) {
      return;
    }
    List<double[]> probabilities =
        classifier.probabilities(portion.stream().map(Question::remainder).toList());
    for (int i = 0; i < portion.size(); i++) {
      Question question = portion.get(i);
      int label = question.remainder().text().label();
      question.answers()[question.number()] = probabilities.get(i)[label];
    }
    for (Case asked : complete) {
      scores[asked.place()] = asked.inquiry().conclusion().apply(asked.answers());
    }
    portion.clear();
    complete.clear();
    tokens = 0;
  }
}
