package io.github.safr.examples;

import io.github.safr.type.Classification;
import io.github.safr.type.ImportantToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.uima.fit.factory.JCasFactory;
import org.apache.uima.jcas.JCas;
import org.apache.uima.util.CasIOUtils;

/**
 * Compares what two runs of {@code annotate} decided: on two devices, or with two versions.
 *
 * <p>Labels have to be the same, and probabilities almost. How much contributions of tokens differ
 * is told besides.
 */
public final class CompareAnnotations {

  private final double tolerance;
  private final PrintStream out;
  private int decisions;
  private int different;
  private double probabilities;
  private double contributions;

  private CompareAnnotations(double tolerance, PrintStream out) {
    this.tolerance = tolerance;
    this.out = out;
  }

  /** Two folders of XMI files and a tolerance; ends with exit code 1 if they differ by more. */
  public static void main(String... args) throws Exception {
    if (args.length != 3) {
      System.err.println("Use: CompareAnnotations FOLDER FOLDER TOLERANCE");
      System.exit(2);
    }
    if (!compare(Path.of(args[0]), Path.of(args[1]), Double.parseDouble(args[2]), System.out)) {
      System.exit(1);
    }
  }

  /** Whether all documents of the one folder are in the other, decided alike. */
  static boolean compare(Path one, Path other, double tolerance, PrintStream out) throws Exception {
    CompareAnnotations comparison = new CompareAnnotations(tolerance, out);
    List<Path> documents = documents(one);
    for (Path document : documents) {
      comparison.compare(document, other.resolve(one.relativize(document)));
    }
    out.printf(
        Locale.ROOT,
        "%d documents, %d decisions, %d different; largest difference of a probability %.6f,"
            + " of a contribution %.6f%n",
        documents.size(),
        comparison.decisions,
        comparison.different,
        comparison.probabilities,
        comparison.contributions);
    return comparison.decisions > 0
        && comparison.different == 0
        && documents.size() == documents(other).size();
  }

  private static List<Path> documents(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".xmi")).sorted().toList();
    }
  }

  private void compare(Path one, Path other) throws Exception {
    JCas oneCas = read(one);
    List<Classification> first = oneCas.select(Classification.class).asList();
    JCas otherCas = read(other);
    List<Classification> second = otherCas.select(Classification.class).asList();
    decisions += first.size();
    if (first.size() != second.size()) {
      different++;
      out.printf("%s: %d decisions and %d%n", other, first.size(), second.size());
      return;
    }
    for (int i = 0; i < first.size(); i++) {
      compare(first.get(i), second.get(i), other);
    }
    compareContributions(oneCas, otherCas);
  }

  private static JCas read(Path document) throws Exception {
    JCas jcas = JCasFactory.createJCas();
    try (InputStream in = Files.newInputStream(document)) {
      CasIOUtils.load(in, jcas.getCas());
    }
    return jcas;
  }

  private void compare(Classification one, Classification other, Path document) {
    double difference = 0;
    for (int i = 0; i < one.getProbabilities().size(); i++) {
      difference =
          Math.max(difference, Math.abs(one.getProbabilities(i) - other.getProbabilities(i)));
    }
    probabilities = Math.max(probabilities, difference);
    if (!one.getLabel().equals(other.getLabel()) || !(difference <= tolerance)) {
      different++;
      out.printf(
          Locale.ROOT,
          "%s at %d: %s %.6f and %s %.6f%n",
          document,
          one.getBegin(),
          one.getLabel(),
          one.getConfidence(),
          other.getLabel(),
          other.getConfidence());
    }
  }

  /** Tokens that only one of the two names are left out: the last few of a unit may differ. */
  private void compareContributions(JCas one, JCas other) {
    for (ImportantToken token : one.select(ImportantToken.class)) {
      other
          .select(ImportantToken.class)
          .at(token.getBegin(), token.getEnd())
          .limit(1)
          .forEach(
              same ->
                  contributions =
                      Math.max(
                          contributions,
                          Math.abs(token.getContribution() - same.getContribution())));
    }
  }
}
