package io.github.safr.io;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The lists of a document, from node to node. UIMA walks along them when it writes XMI, and would
 * never come to the end of one that leads back to itself.
 *
 * @param <N> what tells nodes apart
 */
final class ListChains<N> {

  private final Map<N, N> tails = new HashMap<>();

  /** Notes where the list goes on after a node. */
  void add(N node, N tail) {
    tails.put(node, tail);
  }

  /** Whether a list has no end. */
  boolean areEndless() {
    Set<N> ending = new HashSet<>();
    for (N start : tails.keySet()) {
      Set<N> walked = new HashSet<>();
      N node = start;
      while (node != null && !ending.contains(node)) {
        if (!walked.add(node)) {
          return true;
        }
        node = tails.get(node);
      }
      ending.addAll(walked);
    }
    return false;
  }
}
