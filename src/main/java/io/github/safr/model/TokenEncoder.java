package io.github.safr.model;

import io.github.safr.tensorflow.PieceSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Turns token texts into the pieces that a network reads, and windows of them into sequences.
 * Training and inference use the same one. Safe for use by many threads at once.
 */
public sealed interface TokenEncoder permits WordEncoder, WordPieceEncoder {

  /** What the manifest calls this way of reading tokens. */
  String kind();

  /** What its pieces are, for people: {@code words} or {@code word pieces}. */
  String unit();

  /** Whether words that it does not know are read by their parts, and not all alike. */
  boolean readsAnyWord();

  /** Whether the case of letters is dropped. */
  boolean lowerCase();

  /** Number of pieces that it knows, the special ones included; every id is below it. */
  int size();

  /** The id that stands for what it does not know. */
  int unknown();

  /** Pieces that it adds to every sequence and that are part of no token. */
  int marks();

  /**
   * The pieces of tokens, whatever their texts are.
   *
   * @return one array a token, in order: the ids of its pieces, at least one, none of them 0
   */
  int[][] encode(List<String> tokens);

  /**
   * A window as the network reads it, its marks included. Of a token that is longer than a window
   * the pieces that fit are read.
   *
   * @param pieces the pieces of a unit's tokens
   * @param window which of them
   * @param longest most pieces that the network reads at once, more than {@link #marks()}
   * @throws IllegalArgumentException if the window holds several tokens and more pieces than that
   */
  PieceSequence sequence(int[][] pieces, Window window, int longest);

  /**
   * The windows in which a network reads a unit.
   *
   * @param pieces the pieces of its tokens
   * @param longest most pieces that the network reads at once, more than {@link #marks()}
   * @param overlap tokens that a window shares with the one before it, as {@link Window#cover} says
   */
  default List<Window> windows(int[][] pieces, int longest, int overlap) {
    return Window.cover(
        Arrays.stream(pieces).mapToInt(token -> token.length).toArray(),
        longest - marks(),
        overlap);
  }

  /** Writes its vocabulary into a model directory. */
  void write(Path directory) throws IOException;
}
