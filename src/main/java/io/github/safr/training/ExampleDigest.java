package io.github.safr.training;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A checksum of examples as a network reads them: tells data apart, and ways of cutting it. */
final class ExampleDigest {

  private ExampleDigest() {}

  /** SHA-256 over pieces, owners, labels and texts, in hexadecimal. */
  static String of(List<Example> examples) {
    MessageDigest digest = sha256();
    for (Example example : examples) {
      int[] ids = example.pieces().ids();
      int[] owners = example.pieces().owners();
      ByteBuffer buffer = ByteBuffer.allocate((3 + 2 * ids.length) * Integer.BYTES);
      buffer.putInt(example.text()).putInt(example.label()).putInt(ids.length);
      for (int i = 0; i < ids.length; i++) {
        buffer.putInt(ids[i]).putInt(owners[i]);
      }
      digest.update(buffer.flip());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
