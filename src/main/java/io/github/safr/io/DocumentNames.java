package io.github.safr.io;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Gives documents names that stay apart as files: the second {@code a.txt} becomes {@code a-2.txt}.
 * Names that differ in case or in Unicode's composition only count as equal, because some file
 * systems cannot tell them apart. So do {@code a} and {@code a.xmi} if XMI is written, because
 * their output has the same name. The folder of a table's rows is its own: of documents that would
 * lie in it, or below the file of another, that part of the path gets a number.
 *
 * <p>Costs 12 to 24 bytes a name, and as many a folder. Names that are taken for equal by mistake
 * (see {@link NameHashes}) get a number that they would not need.
 */
final class DocumentNames {

  private final NameHashes used = new NameHashes();
  private final CasFormat output;

  DocumentNames(CasFormat output) {
    this.output = output;
    used.add(key(CasWriter.TYPE_SYSTEM));
    used.add(key(CasWriter.PRIVATE_FOLDER));
    used.add(key(CasWriter.ERROR_REPORT));
  }

  /** The name itself, or the name with a number that is free. */
  String distinct(String name) {
    return distinct(name, output::fileName);
  }

  /** The same for a table, whose rows have a folder of this name. */
  String distinctTable(String name) {
    return distinct(name, UnaryOperator.identity());
  }

  /**
   * @param place the path of the file or folder that a name stands for
   */
  private String distinct(String name, UnaryOperator<String> place) {
    String reachable = below(name);
    String free =
        isUsed(place.apply(reachable)) ? withNumber(reachable, this::isUsed, place) : reachable;
    used.add(key(place.apply(free)));
    return free;
  }

  /** The name in folders that are no files and no tables' own. */
  private String below(String name) {
    String path = name;
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      String folder = path.substring(0, slash);
      if (isFolder(folder)) {
        continue;
      }
      if (isFile(folder)) {
        String other = withNumber(folder, this::isFile, UnaryOperator.identity());
        path = other + path.substring(slash);
        slash = other.length();
        folder = other;
      }
      used.add(key(folder) + '/');
    }
    return path;
  }

  /**
   * Mostly the first number that is free, found in a logarithmic number of steps: a million inputs
   * may have the same name.
   */
  private static String withNumber(
      String name, Predicate<String> isTaken, UnaryOperator<String> place) {
    LongPredicate taken = number -> isTaken.test(place.apply(numbered(name, number)));
    long last = 1;
    long free = 2;
    while (taken.test(free)) {
      last = free;
      free *= 2;
    }
    while (free - last > 1) {
      long middle = (last + free) >>> 1;
      if (taken.test(middle)) {
        last = middle;
      } else {
        free = middle;
      }
    }
    return numbered(name, free);
  }

  private boolean isUsed(String path) {
    return isFile(path) || isFolder(path);
  }

  /** Whether a file has this path, or the rows of a table. */
  private boolean isFile(String path) {
    return used.contains(key(path));
  }

  private boolean isFolder(String path) {
    return used.contains(key(path) + '/');
  }

  private static String numbered(String name, long number) {
    int dot = name.lastIndexOf('.');
    boolean hasExtension = dot > name.lastIndexOf('/') + 1;
    String stem = hasExtension ? name.substring(0, dot) : name;
    String extension = hasExtension ? name.substring(dot) : "";
    return stem + "-" + number + extension;
  }

  private static String key(String path) {
    return Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }
}
