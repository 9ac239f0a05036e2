package io.github.safr.model;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.bert.BertFullTokenizer;
import io.github.safr.cache.RecentResults;
import io.github.safr.tensorflow.PieceSequence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads tokens as BERT's uncased networks do (Devlin et al., 2019): in lower case and without
 * accents, cut at punctuation and around every Chinese character, and each stretch as the longest
 * pieces that the vocabulary holds (WordPiece). {@code [CLS]} goes before every sequence and {@code
 * [SEP]} behind it.
 *
 * <p>Three things are decided here, because a token is what gets explained: one of which nothing is
 * left (control characters, zero-width spaces) is {@code [UNK]}; one of more than {@value
 * #LONGEST_TOKEN} characters is {@code [UNK]}, where BERT looks at the stretches between
 * punctuation; and of one that comes to more than {@value #MOST_PIECES} pieces the first so many
 * are read.
 */
public final class WordPieceEncoder implements TokenEncoder {

  /** The {@link #kind()} of this class. */
  public static final String KIND = "wordpiece";

  /** Most pieces of a token that are read. */
  public static final int MOST_PIECES = 32;

  /** Longest token, in characters, that is more than an unknown one. */
  static final int LONGEST_TOKEN = 100;

  private static final String PADDING = "[PAD]";
  private static final String UNKNOWN = "[UNK]";
  private static final String BEGIN = "[CLS]";
  private static final String END = "[SEP]";
  private static final List<String> SPECIAL = List.of(PADDING, UNKNOWN, BEGIN, END, "[MASK]");

  private final List<String> pieces;
  private final DefaultVocabulary vocabulary;
  private final BertFullTokenizer tokenizer;
  private final PieceLayout layout;
  private final int unknown;
  private final RecentResults<int[]> recent = new RecentResults<>();

  private WordPieceEncoder(List<String> pieces) {
    this.pieces = pieces;
    vocabulary = DefaultVocabulary.builder().add(pieces).optUnknownToken(UNKNOWN).build();
    tokenizer = new BertFullTokenizer(vocabulary, true);
    layout = new PieceLayout(new int[] {id(BEGIN)}, new int[] {id(END)});
    unknown = id(UNKNOWN);
  }

  /**
   * An encoder of a vocabulary as BERT's networks come with it.
   *
   * @param vocabulary the pieces by id; those that do not begin a word begin with {@code ##}
   * @throws ModelException if a piece is there twice, {@code [PAD]} is not the first, or {@code
   *     [UNK]}, {@code [CLS]}, {@code [SEP]} or {@code [MASK]} is missing
   */
  public static WordPieceEncoder of(List<String> vocabulary) {
    if (vocabulary.isEmpty()
        || !vocabulary.get(0).equals(PADDING)
        || !vocabulary.containsAll(SPECIAL)) {
      throw new ModelException(
          "This is no vocabulary of word pieces: it must begin with "
              + PADDING
              + " and hold "
              + SPECIAL
              + ".");
    }
    Set<String> seen = new HashSet<>();
    for (int id = 0; id < vocabulary.size(); id++) {
      if (!seen.add(vocabulary.get(id))) {
        throw new ModelException(
            "The vocabulary has the piece of line " + (id + 1) + " twice. Use the original file.");
      }
    }
    return new WordPieceEncoder(List.copyOf(vocabulary));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String unit() {
    return "word pieces";
  }

  @Override
  public boolean readsAnyWord() {
    return true;
  }

  /** Always: the tokenizer strips accents, which only networks without case expect. */
  @Override
  public boolean lowerCase() {
    return true;
  }

  @Override
  public int size() {
    return pieces.size();
  }

  @Override
  public int unknown() {
    return unknown;
  }

  @Override
  public int marks() {
    return layout.marks();
  }

  @Override
  public int[][] encode(List<String> tokens) {
    int[][] encoded = new int[tokens.size()][];
    for (int i = 0; i < encoded.length; i++) {
      encoded[i] = piecesOf(tokens.get(i));
    }
    return encoded;
  }

  @Override
  public PieceSequence sequence(int[][] pieces, Window window, int longest) {
    return layout.sequence(pieces, window, longest);
  }

  @Override
  public void write(Path directory) throws IOException {
    // Line feeds on every platform: the file's checksum is part of the model.
    Files.writeString(
        directory.resolve(ModelDirectory.VOCABULARY),
        String.join("\n", pieces) + "\n",
        StandardCharsets.UTF_8);
  }

  private int[] piecesOf(String token) {
    // No character takes more than two places, so this spares counting in a text of any length.
    return token.length() > 2 * LONGEST_TOKEN
            || token.codePointCount(0, token.length()) > LONGEST_TOKEN
        ? new int[] {unknown}
        : recent.get(token, this::cut).clone();
  }

  private int[] cut(String token) {
    int[] ids =
        tokenizer.tokenize(BertCharacters.prepare(token)).stream()
            .limit(MOST_PIECES)
            .mapToInt(this::id)
            .toArray();
    return ids.length == 0 ? new int[] {unknown} : ids;
  }

  private int id(String piece) {
    return Math.toIntExact(vocabulary.getIndex(piece));
  }
}
