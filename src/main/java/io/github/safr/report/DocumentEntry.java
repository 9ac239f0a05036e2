package io.github.safr.report;

import java.util.List;

/**
 * What a report keeps of a document in memory.
 *
 * @param number its number in the report, from 1
 * @param name the document's name
 * @param label number of its label among those of the report; -1 if nothing was decided
 * @param confidence of that label, in [0, 1]
 * @param units how many decisions there are
 * @param words the words that spoke most for its label
 */
record DocumentEntry(
    int number, String name, int label, double confidence, int units, List<String> words) {

  DocumentEntry {
    words = List.copyOf(words);
  }
}
