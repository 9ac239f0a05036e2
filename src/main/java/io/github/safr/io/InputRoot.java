package io.github.safr.io;

import java.io.File;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was named as input: a file, a directory, or a pattern with wildcards as shells
 * have them, whose directory is the part before the first wildcard.
 *
 * @param path the file or directory
 * @param text what was named
 * @param pattern what files below the directory must match, relative to it; null if no pattern was
 *     given
 * @param folders what directories that lead to such files must match, by their depth; null if they
 *     may lie at any depth
 */
record InputRoot(
    Path path, String text, @Nullable PathMatcher pattern, @Nullable List<PathMatcher> folders) {

  private static final String ANY_DEPTH = "**";

  /**
   * Takes what was named as a file or directory if there is one, else as a pattern.
   *
   * @throws DocumentException if there is no such file or directory and it is no pattern
   */
  static InputRoot of(String input) throws DocumentException {
    try {
      Path path = path(input);
      if (path != null && !Files.notExists(path)) {
        return new InputRoot(path, input, null, null);
      }
      if (isPattern(input)) {
        return pattern(input);
      }
    } catch (InvalidPathException | PatternSyntaxException e) {
      throw new DocumentException(
          "Input '" + input + "' is neither a path nor a pattern. Check how it is written.", e);
    }
    throw new DocumentException("Input '" + input + "' does not exist. Check the path.");
  }

  /** Null for a pattern that the file system does not allow as a path, as on Windows. */
  private static @Nullable Path path(String input) {
    try {
      return Path.of(input);
    } catch (InvalidPathException e) {
      if (isPattern(input)) {
        return null;
      }
      throw e;
    }
  }

  private static InputRoot pattern(String input) throws DocumentException {
    List<String> parts = Arrays.asList(input.replace(File.separatorChar, '/').split("/", -1));
    int first = 0;
    while (!isPattern(parts.get(first))) {
      first++;
    }
    String before = String.join("/", parts.subList(0, first));
    Path directory = Path.of(input.startsWith("/") && before.isEmpty() ? "/" : before);
    if (!Files.isDirectory(directory)) {
      throw new DocumentException(
          "Input '%s': there is no directory '%s'. Check the path.".formatted(input, directory));
    }
    StringBuilder glob = new StringBuilder("glob:");
    for (String part : parts.subList(first, parts.size() - 1)) {
      // As shells have it, ** also stands for no directory at all; for Java it does not.
      glob.append(part.equals(ANY_DEPTH) ? "{**/,}" : part + "/");
    }
    glob.append(parts.get(parts.size() - 1));
    return new InputRoot(
        directory, input, matcher(glob.toString()), folders(parts.subList(first, parts.size())));
  }

  private static @Nullable List<PathMatcher> folders(List<String> parts) {
    if (parts.stream().anyMatch(part -> part.contains(ANY_DEPTH))) {
      return null;
    }
    // Alternatives may have slashes in them, so that a part alone says nothing.
    boolean apart = parts.stream().noneMatch(part -> part.contains("{"));
    List<PathMatcher> folders = new ArrayList<>();
    for (int depth = 1; depth < parts.size(); depth++) {
      List<String> above = apart ? parts.subList(0, depth) : Collections.nCopies(depth, "*");
      folders.add(matcher("glob:" + String.join("/", above)));
    }
    return folders;
  }

  private static PathMatcher matcher(String glob) {
    return FileSystems.getDefault().getPathMatcher(glob);
  }

  private static boolean isPattern(String text) {
    return text.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  /**
   * Whether annotated documents may be among its files.
   *
   * @param wanted what the files hold; null to go by their extensions
   */
  boolean mayHoldAnnotated(@Nullable DocumentFormat wanted) {
    if (wanted != null) {
      return wanted.isAnnotated();
    }
    return mayFitAnnotated();
  }

  /**
   * Whether what a run writes may be among its files, whatever they are taken for: of a directory,
   * files are read whose names end as those of a format do, but a pattern may fit any.
   *
   * @param wanted what the files hold; null to go by their extensions
   */
  boolean mayHoldOutput(@Nullable DocumentFormat wanted) {
    return mayHoldAnnotated(wanted) || mayFitAnnotated();
  }

  private boolean mayFitAnnotated() {
    DocumentFormat format = DocumentFormat.of(text);
    boolean saysNothing = format == DocumentFormat.TEXT && !format.fits(text);
    return format.isAnnotated() || (pattern != null && saysNothing);
  }

  /** Whether files that are wanted may lie in a directory found below the directory. */
  boolean leadsTo(Path folder) {
    if (folders == null) {
      return true;
    }
    Path relative = path.relativize(folder);
    int depth = relative.getNameCount();
    return depth <= folders.size() && folders.get(depth - 1).matches(relative);
  }

  /** Whether a file found below the directory is wanted. */
  boolean matches(Path file) {
    return pattern != null
        && pattern.matches(path.relativize(file))
        && !file.endsWith(CasWriter.TYPE_SYSTEM);
  }
}
