package io.github.safr.text;

import static io.github.safr.text.Characters.isParagraphBreak;
import static io.github.safr.text.Characters.skipRun;
import static io.github.safr.text.Characters.skipWhiteSpace;

import java.util.ArrayList;
import java.util.List;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.sentdetect.SentenceModel;
import opennlp.tools.tokenize.TokenizerME;
import opennlp.tools.tokenize.TokenizerModel;
import opennlp.tools.util.Span;

/**
 * Finds sentences and tokens with OpenNLP. Training and pipelines use the same one, so that a model
 * meets the tokens that it was trained on. Not safe for use by several threads: one a thread (the
 * models behind it are shared).
 *
 * <p>Whatever the text, each of its characters that is not white space is in exactly one sentence
 * and in exactly one token of it, and none of them begins or ends with white space or inside a
 * surrogate pair. A blank line ends a sentence. English contractions are cut as in the Penn
 * Treebank ({@code is|n't}). Runs of more than {@value #LONGEST_RUN} characters without white space
 * are sentences of their own, split where letters and digits meet other characters. Time grows with
 * the length of the text, memory with the number of spans.
 */
public final class TextSegmenter {

  /**
   * OpenNLP's features hold whole runs of characters without white space, so its cost grows with
   * the square of their length; longer ones are no words of any language.
   */
  static final int LONGEST_RUN = 500;

  /**
   * Characters that the sentence detector sees at once, unless a sentence is longer: with a
   * dictionary of abbreviations it searches all it sees at every full stop.
   */
  private static final int WINDOW = 5_000;

  private final SentenceDetectorME sentenceDetector;
  private final TokenizerME tokenizer;
  private final RunCache runs;
  private final PennTreebank treebank = new PennTreebank();
  private final boolean isEnglish;

  private TextSegmenter(SentenceModel sentenceModel, TokenizerModel tokenizerModel) {
    sentenceDetector = new SentenceDetectorME(sentenceModel);
    tokenizer = new TokenizerME(tokenizerModel);
    runs = RunCache.of(tokenizerModel);
    isEnglish = "en".equals(tokenizerModel.getLanguage());
  }

  /**
   * A segmenter with OpenNLP's models for a language from the class path.
   *
   * @param language ISO 639-1 code, or a tag that starts with one, as in {@code en-GB}
   * @throws IllegalArgumentException if no models for the language are on the class path
   */
  public static TextSegmenter forLanguage(String language) {
    return of(OpenNlpModels.sentenceModel(language), OpenNlpModels.tokenizerModel(language));
  }

  /** A segmenter with models of your own. */
  public static TextSegmenter of(SentenceModel sentenceModel, TokenizerModel tokenizerModel) {
    return new TextSegmenter(sentenceModel, tokenizerModel);
  }

  /** Sentences in order, without white space at their ends; blank text has none. */
  public List<TextSpan> sentences(String text) {
    List<TextSpan> sentences = new ArrayList<>();
    int length = text.length();
    int pieceBegin = 0;
    int pieceEnd = 0;
    int begin = skipWhiteSpace(text, 0, length);
    while (begin < length) {
      int end = skipRun(text, begin, length);
      boolean isLong = end - begin > LONGEST_RUN;
      if (isLong || isParagraphBreak(text, /* begin= */ pieceEnd, /* end= */ begin)) {
        detectSentences(text, pieceBegin, pieceEnd, sentences);
        pieceBegin = begin;
      }
      if (isLong) {
        sentences.add(new TextSpan(begin, end));
        pieceBegin = end;
      }
      pieceEnd = end;
      begin = skipWhiteSpace(text, end, length);
    }
    detectSentences(text, pieceBegin, pieceEnd, sentences);
    return sentences;
  }

  /** Tokens of a sentence in order; offsets are those of the text. */
  public List<TextSpan> tokens(String text, TextSpan sentence) {
    List<TextSpan> tokens = new ArrayList<>();
    int begin = skipWhiteSpace(text, sentence.begin(), sentence.end());
    while (begin < sentence.end()) {
      int end = skipRun(text, begin, sentence.end());
      if (end - begin > LONGEST_RUN) {
        splitByCharacters(text, begin, end, tokens);
      } else {
        detectTokens(text, begin, end, tokens);
      }
      begin = skipWhiteSpace(text, end, sentence.end());
    }
    return tokens;
  }

  /** Adds the sentences of a paragraph, window by window. */
  private void detectSentences(String text, int from, int end, List<TextSpan> sentences) {
    int begin = skipWhiteSpace(text, from, end);
    int window = WINDOW;
    while (begin < end) {
      int stop = end - begin <= window ? end : skipRun(text, begin + window, end);
      Span[] found = sentenceDetector.sentPosDetect(text.substring(begin, stop));
      // The last sentence of a window may go on behind it: the next window starts with it.
      int whole = stop == end ? found.length : found.length - 1;
      int sentence = begin;
      for (int i = 1; i <= whole; i++) {
        int next = i < found.length ? begin + found[i].getStart() : stop;
        sentences.add(trimmed(text, sentence, next));
        sentence = next;
      }
      window = whole > 0 ? WINDOW : 2 * (stop - begin);
      begin = sentence;
    }
  }

  /** Adds the tokens of a run; what they are depends on nothing but the run. */
  private void detectTokens(String text, int begin, int end, List<TextSpan> tokens) {
    for (TextSpan token : runs.get(text.substring(begin, end), this::split)) {
      tokens.add(new TextSpan(begin + token.begin(), begin + token.end()));
    }
  }

  /** The tokens that OpenNLP finds in a run; its cuts count, where they are sound. */
  private List<TextSpan> split(String run) {
    if (isEnglish && treebank.isToken(run)) {
      return List.of(new TextSpan(0, run.length()));
    }
    List<TextSpan> tokens = new ArrayList<>();
    int token = 0;
    for (Span span : tokenizer.tokenizePos(run)) {
      int cut = span.getEnd();
      if (cut > token && cut < run.length() && Characters.mayCut(run, cut)) {
        addToken(run, new TextSpan(token, cut), tokens);
        token = cut;
      }
    }
    addToken(run, new TextSpan(token, run.length()), tokens);
    return List.copyOf(tokens);
  }

  private void addToken(String text, TextSpan token, List<TextSpan> tokens) {
    if (isEnglish) {
      treebank.addParts(text, token, tokens);
    } else {
      tokens.add(token);
    }
  }

  /** Adds words, and stretches of the same other character, of a run that is too long to be one. */
  private static void splitByCharacters(String text, int begin, int end, List<TextSpan> tokens) {
    int token = begin;
    int previous = text.codePointAt(begin);
    for (int cut = begin + Character.charCount(previous); cut < end; ) {
      int next = text.codePointAt(cut);
      boolean alike =
          next == previous || (Characters.isWordPart(next) && Characters.isWordPart(previous));
      if (!alike && Characters.mayCut(text, cut)) {
        tokens.add(new TextSpan(token, cut));
        token = cut;
      }
      previous = next;
      cut += Character.charCount(next);
    }
    tokens.add(new TextSpan(token, end));
  }

  private static TextSpan trimmed(String text, int begin, int end) {
    int last = end;
    while (Characters.isWhiteSpace(text.charAt(last - 1))) {
      last--;
    }
    return new TextSpan(begin, last);
  }
}
