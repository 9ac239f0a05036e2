package io.github.safr.io;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.metadata.TypeDescription;
import org.apache.uima.resource.metadata.TypeSystemDescription;

/**
 * Types that UIMA must not be given: those that are their own supertypes, perhaps only once type
 * systems are put together, because it would follow them for ever; and more of them, or deeper
 * below each other, or with more inherited features, than its memory and stack can take.
 */
final class TypeCircles {

  /** A type, with those of its supertypes that are still to be looked at. */
  private record Open(String type, Deque<String> supertypes) {}

  /** From a type to the one above all. */
  private static final int DEEPEST = 500;

  private static final int MOST_TYPES = 100_000;

  /** Declared and inherited ones, of all types together: UIMA keeps them all, for every type. */
  private static final int MOST_FEATURES = 1_000_000;

  private TypeCircles() {}

  /**
   * Checks type systems whose imports are resolved. All supertypes that a type is said to have
   * count together: once merged it has the most special of them, and the others above it.
   *
   * @throws ResourceInitializationException if a type is its own supertype, or there are too many
   */
  static void check(Collection<TypeSystemDescription> systems)
      throws ResourceInitializationException {
    Map<String, Set<String>> supertypes = new HashMap<>();
    Map<String, Integer> features = new HashMap<>();
    for (TypeSystemDescription system : systems) {
      for (TypeDescription type : system.getTypes()) {
        supertypes
            .computeIfAbsent(type.getName(), name -> new LinkedHashSet<>())
            .add(String.valueOf(type.getSupertypeName()));
        features.merge(type.getName(), type.getFeatures().length, Integer::sum);
      }
    }
    Set<String> ending = new LinkedHashSet<>();
    for (String type : supertypes.keySet()) {
      walk(type, supertypes, ending);
    }
    checkSize(ending, supertypes, features);
  }

  /**
   * @param order all types, each behind its supertypes
   */
  private static void checkSize(
      Set<String> order, Map<String, Set<String>> supertypes, Map<String, Integer> features)
      throws ResourceInitializationException {
    Map<String, Integer> depths = new HashMap<>();
    Map<String, Long> inherited = new HashMap<>();
    long all = 0;
    for (String type : order) {
      int depth = 0;
      long above = 0;
      for (String supertype : supertypes.getOrDefault(type, Set.of())) {
        depth = Math.max(depth, depths.getOrDefault(supertype, 0) + 1);
        above = Math.max(above, inherited.getOrDefault(supertype, 0L));
      }
      above += features.getOrDefault(type, 0);
      depths.put(type, depth);
      inherited.put(type, above);
      all += above;
      if (depth > DEEPEST || all > MOST_FEATURES || depths.size() > MOST_TYPES) {
        throw new ResourceInitializationException(
            new DocumentException(
                "There are more than %,d types, or %,d features with those inherited, or types more than %,d deep. Declare fewer."
                    .formatted(MOST_TYPES, MOST_FEATURES, DEEPEST)));
      }
    }
  }

  /** Without recursion: a stranger's types may stand a hundred thousand deep. */
  private static void walk(String start, Map<String, Set<String>> supertypes, Set<String> ending)
      throws ResourceInitializationException {
    List<Open> path = new ArrayList<>();
    Set<String> onPath = new HashSet<>();
    String next = start;
    while (next != null || !path.isEmpty()) {
      if (next != null && !ending.contains(next)) {
        if (!onPath.add(next)) {
          throw new ResourceInitializationException(
              ResourceInitializationException.UNDEFINED_SUPERTYPE, new Object[] {next, next, null});
        }
        path.add(new Open(next, new ArrayDeque<>(supertypes.getOrDefault(next, Set.of()))));
      }
      Open last = path.isEmpty() ? null : path.get(path.size() - 1);
      next = last == null ? null : last.supertypes().poll();
      if (last != null && next == null) {
        path.remove(path.size() - 1);
        onPath.remove(last.type());
        ending.add(last.type());
      }
    }
  }
}
