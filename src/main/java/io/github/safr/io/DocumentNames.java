package io.github.safr.io;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Gives documents names that stay apart as files: the second {@code a.txt} becomes {@code a-2.txt}.
 * Names that differ in case or in Unicode's composition only count as equal, because some file
 * systems cannot tell them apart. So do {@code a} and {@code a.xmi} if XMI is written, because
 * their output has the same name.
 *
 * <p>Costs 12 to 24 bytes a name. Names that are taken for equal by mistake (see {@link
 * NameHashes}) get a number that they would not need.
 */
final class DocumentNames {

  private final NameHashes used = new NameHashes();
  private final CasFormat output;

  DocumentNames(CasFormat output) {
    this.output = output;
  }

  /** The name itself, or the name with a number that is free. */
  String distinct(String name) {
    if (used.add(key(name))) {
      return name;
    }
    String candidate = numbered(name, freeNumber(name));
    used.add(key(candidate));
    return candidate;
  }

  /**
   * Mostly the first number that is free, found in a logarithmic number of steps: a million inputs
   * may have the same name.
   */
  private long freeNumber(String name) {
    long taken = 1;
    long free = 2;
    while (isUsed(name, free)) {
      taken = free;
      free *= 2;
    }
    while (free - taken > 1) {
      long middle = (taken + free) >>> 1;
      if (isUsed(name, middle)) {
        taken = middle;
      } else {
        free = middle;
      }
    }
    return free;
  }

  private boolean isUsed(String name, long number) {
    return used.contains(key(numbered(name, number)));
  }

  private static String numbered(String name, long number) {
    int dot = name.lastIndexOf('.');
    boolean hasExtension = dot > name.lastIndexOf('/') + 1;
    String stem = hasExtension ? name.substring(0, dot) : name;
    String extension = hasExtension ? name.substring(dot) : "";
    return stem + "-" + number + extension;
  }

  private String key(String name) {
    return output.fileName(
        Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT));
  }
}
