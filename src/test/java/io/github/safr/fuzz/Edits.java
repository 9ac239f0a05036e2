package io.github.safr.fuzz;

import io.github.safr.testing.HostileText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * What is done to one of the seeds of a target.
 *
 * @param seed which of them, counted modulo their number
 * @param edits one after the other
 */
record Edits(int seed, List<Edit> edits) {

  private static final int SCALE = 1 << 16;

  private static final List<String> PIECES =
      List.of(
          "\"",
          ",",
          ":",
          "{",
          "}",
          "[",
          "]",
          "\\",
          "\\u0000",
          "\\ud800",
          "null",
          "true",
          "-1",
          "1e999",
          "0",
          "9223372036854775808",
          "2147483648",
          "NaN",
          "<",
          ">",
          "/>",
          "&",
          "&#0;",
          "&#xD800;",
          "]]>",
          "<!DOCTYPE a>",
          "<!--",
          "\r",
          "\n",
          "\t",
          "%",
          "..",
          "/",
          "'",
          "\0");

  private static final List<byte[]> NOT_UTF_8 =
      List.of(
          new byte[] {(byte) 0xFF},
          new byte[] {(byte) 0xC3},
          new byte[] {(byte) 0xF0, (byte) 0x9F},
          new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
          new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
          new byte[] {0, 0, 0, 0});

  private enum Kind {
    INSERT,
    REMOVE,
    REPEAT,
    MOVE,
    END
  }

  /**
   * A change of some bytes.
   *
   * @param at where, in parts of the whole
   * @param length how many bytes it is about
   * @param to another place, in parts of the whole
   * @param piece what is put in, if anything is
   */
  record Edit(Kind kind, int at, int length, int to, Piece piece) {

    byte[] of(byte[] bytes) {
      int begin = place(at, bytes.length);
      int end = Math.min(bytes.length, begin + length);
      byte[] some = Arrays.copyOfRange(bytes, begin, end);
      return switch (kind) {
        case INSERT -> spliced(bytes, begin, begin, piece.bytes());
        case REMOVE -> spliced(bytes, begin, end, new byte[0]);
        case REPEAT -> spliced(bytes, end, end, some);
        case MOVE -> spliced(bytes, place(to, bytes.length), place(to, bytes.length), some);
        case END -> Arrays.copyOf(bytes, begin);
      };
    }

    private static int place(int part, int length) {
      return (int) ((long) part * (length + 1) / SCALE);
    }

    private static byte[] spliced(byte[] bytes, int begin, int end, byte[] piece) {
      ByteArrayOutputStream made = new ByteArrayOutputStream(bytes.length + piece.length);
      made.write(bytes, 0, begin);
      made.writeBytes(piece);
      made.write(bytes, end, bytes.length - end);
      return made.toByteArray();
    }
  }

  /** Bytes to put in, shown in hexadecimal. */
  record Piece(byte[] bytes) {

    @Override
    public String toString() {
      return java.util.HexFormat.of().formatHex(bytes);
    }
  }

  /** The changed seed. */
  byte[] of(List<byte[]> seeds) {
    byte[] bytes = seeds.get(Math.floorMod(seed, seeds.size()));
    for (Edit edit : edits) {
      bytes = edit.of(bytes);
    }
    return bytes;
  }

  /** Some changes to any seed. */
  static Arbitrary<Edits> any() {
    Arbitrary<Integer> place = Arbitraries.integers().between(0, SCALE - 1);
    Arbitrary<Piece> piece =
        Arbitraries.oneOf(
                Arbitraries.of(PIECES).map(text -> text.getBytes(StandardCharsets.UTF_8)),
                Arbitraries.of(HostileText.pieces())
                    .map(text -> text.getBytes(StandardCharsets.UTF_8)),
                Arbitraries.of(NOT_UTF_8),
                Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(8))
            .map(Piece::new);
    Arbitrary<Edit> edit =
        Combinators.combine(
                Arbitraries.of(Kind.class),
                place,
                Arbitraries.integers().between(1, 40),
                place,
                piece)
            .as(Edit::new);
    return Combinators.combine(
            Arbitraries.integers().between(0, 1_000), edit.list().ofMinSize(1).ofMaxSize(6))
        .as(Edits::new);
  }
}
