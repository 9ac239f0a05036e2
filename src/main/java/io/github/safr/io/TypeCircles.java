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
 * Types that are their own supertypes, perhaps only once type systems are put together: UIMA would
 * follow them for ever.
 */
final class TypeCircles {

  /** A type, with those of its supertypes that are still to be looked at. */
  private record Open(String type, Deque<String> supertypes) {}

  private TypeCircles() {}

  /**
   * Checks type systems whose imports are resolved. All supertypes that a type is said to have
   * count together: once merged it has the most special of them, and the others above it.
   *
   * @throws ResourceInitializationException if a type is its own supertype
   */
  static void check(Collection<TypeSystemDescription> systems)
      throws ResourceInitializationException {
    Map<String, Set<String>> supertypes = new HashMap<>();
    for (TypeSystemDescription system : systems) {
      for (TypeDescription type : system.getTypes()) {
        supertypes
            .computeIfAbsent(type.getName(), name -> new LinkedHashSet<>())
            .add(String.valueOf(type.getSupertypeName()));
      }
    }
    Set<String> ending = new HashSet<>();
    for (String type : supertypes.keySet()) {
      walk(type, supertypes, ending);
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
