package io.github.safr.fuzz;

import io.github.safr.testing.HostileText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Values drawn from bytes, one after the other: the same bytes give the same values, and bytes that
 * differ a little values that do. When the bytes are spent, all that follows is zero.
 */
public final class Draw {

  private static final List<String> PIECES = HostileText.pieces();
  private static final double[] NUMBERS = {
    0, 1, 0.5, -1, 2, 1e-300, 1e300, -1e300, Double.MAX_VALUE, Double.MIN_VALUE, -0.0
  };
  private static final int[] FAR = {Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 30, -7, 1_000};

  private final byte[] bytes;
  private int next;

  public Draw(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Whether there are bytes left. */
  public boolean hasMore() {
    return next < bytes.length;
  }

  /** All bytes that are left. */
  public byte[] rest() {
    byte[] rest = java.util.Arrays.copyOfRange(bytes, Math.min(next, bytes.length), bytes.length);
    next = bytes.length;
    return rest;
  }

  private int octet() {
    return next < bytes.length ? bytes[next++] & 0xFF : 0;
  }

  /** A number from 0, below a limit of at most 65,536. */
  public int below(int limit) {
    return limit <= 256 ? octet() % limit : (octet() << 8 | octet()) % limit;
  }

  /** Yes or no. */
  public boolean chance() {
    return (octet() & 1) == 1;
  }

  /** Mostly a place in a text of this length, or a little outside of it; now and then far off. */
  public int offset(int length) {
    int kind = octet();
    if (kind >= 250) {
      return FAR[kind - 251 < 0 ? 0 : kind - 251];
    }
    return kind >= 240 ? kind - 245 + (kind % 2) * length : below(length + 1);
  }

  /** Any number: ordinary, tiny, huge, infinite or none. */
  public double number() {
    int kind = octet();
    if (kind < 128) {
      return kind / 127.0;
    }
    return switch (kind) {
      case 253 -> Double.NaN;
      case 254 -> Double.POSITIVE_INFINITY;
      case 255 -> Double.NEGATIVE_INFINITY;
      default -> NUMBERS[kind % NUMBERS.length];
    };
  }

  /** A text: odd pieces, ASCII as it is, other UTF-16 code units, whole or broken pairs. */
  public String text(int most) {
    StringBuilder text = new StringBuilder();
    while (text.length() < most && hasMore()) {
      int kind = octet();
      if (kind == 0) {
        break;
      } else if (kind <= PIECES.size() && kind < ' ') {
        text.append(PIECES.get(kind - 1));
      } else if (kind < 0x7F) {
        text.append((char) kind);
      } else if (kind < 0xC0) {
        text.append(PIECES.get(kind % PIECES.size()));
      } else {
        text.append((char) (octet() << 8 | octet()));
      }
    }
    return text.toString();
  }

  /** The bytes that {@link #text} makes this ASCII text of, with the zero that ends it. */
  public static byte[] ofText(String text) {
    return (text + "\0").getBytes(StandardCharsets.US_ASCII);
  }

  /** Bytes, one behind the other. */
  public static byte[] ofParts(byte[]... parts) {
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
