package io.github.safr.io;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Gives documents names that stay apart as files: the second {@code a.txt} becomes {@code a-2.txt}.
 * Names that differ in case or in Unicode's composition only count as equal, because some file
 * systems cannot tell them apart.
 */
final class DocumentNames {

  private final Map<String, Integer> used = new HashMap<>();

  /** The name itself, or the name with the first number that is free. */
  String distinct(String name) {
    String candidate = name;
    Integer times = used.putIfAbsent(key(name), 1);
    if (times != null) {
      int number = times;
      do {
        candidate = numbered(name, ++number);
      } while (used.putIfAbsent(key(candidate), 1) != null);
      used.put(key(name), number);
    }
    return candidate;
  }

  private static String numbered(String name, int number) {
    int dot = name.lastIndexOf('.');
    boolean hasExtension = dot > name.lastIndexOf('/') + 1;
    String stem = hasExtension ? name.substring(0, dot) : name;
    String extension = hasExtension ? name.substring(dot) : "";
    return stem + "-" + number + extension;
  }

  private static String key(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }
}
