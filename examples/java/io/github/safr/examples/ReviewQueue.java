package io.github.safr.examples;

import io.github.safr.explanations.ExplainedUnit;
import io.github.safr.explanations.SafrExplanations;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;
import org.apache.uima.util.CasIOUtils;
import org.apache.uima.util.XMLInputSource;

/**
 * Lists the decisions that a person should look at first, out of a folder of documents that {@code
 * annotate} wrote: the least certain ones, and among those equally certain the ones whose strongest
 * word speaks against the label. Prints a table with tabs: confidence, label, document, place, the
 * words that decided, and the text. Needs neither the model nor TensorFlow.
 */
public final class ReviewQueue {

  private ReviewQueue() {}

  /**
   * One line of the queue.
   *
   * @param document name of its file
   */
  record Item(String document, ExplainedUnit decision) {

    boolean strongestWordSpeaksAgainst() {
      return decision.isExplained() && !decision.importantTokens().get(0).speaksForLabel();
    }

    String toLine() {
      String words =
          decision.importantTokens().stream()
              .limit(5)
              .map(word -> "%s %+.1f".formatted(word.text(), word.contribution()))
              .collect(Collectors.joining(", "));
      return "%.2f\t%s\t%s\t%d-%d\t%s\t%s"
          .formatted(
              decision.confidence(),
              decision.label(),
              document,
              decision.begin(),
              decision.end(),
              oneLine(words),
              oneLine(decision.text()));
    }

    private static String oneLine(String text) {
      return text.replaceAll("\\s+", " ");
    }
  }

  public static void main(String... arguments) throws Exception {
    if (arguments.length != 2) {
      System.err.println("Give a folder that 'annotate' wrote, and how many decisions to list.");
      System.exit(2);
    }
    print(Path.of(arguments[0]), Integer.parseInt(arguments[1]), System.out);
  }

  static void print(Path folder, int most, PrintStream out) throws Exception {
    TypeSystemDescription types =
        UIMAFramework.getXMLParser()
            .parseTypeSystemDescription(
                new XMLInputSource(folder.resolve("TypeSystem.xml").toFile()));
    CAS cas = CasCreationUtils.createCas(types, null, null);
    List<Item> queue = new ArrayList<>();
    for (Path file : annotated(folder)) {
      cas.reset();
      try (InputStream in = Files.newInputStream(file)) {
        CasIOUtils.load(in, cas);
      }
      String name = folder.relativize(file).toString();
      SafrExplanations.of(cas).units().forEach(decision -> queue.add(new Item(name, decision)));
    }
    queue.stream()
        .sorted(
            Comparator.comparingDouble((Item item) -> item.decision().confidence())
                .thenComparing(Item::strongestWordSpeaksAgainst, Comparator.reverseOrder()))
        .limit(most)
        .map(Item::toLine)
        .forEach(out::println);
  }

  private static List<Path> annotated(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".xmi")).sorted().toList();
    }
  }
}
