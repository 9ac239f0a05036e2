package io.github.safr.examples;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.resource.ResourceSpecifier;
import org.apache.uima.util.XMLInputSource;

/**
 * Runs the pipeline of examples/descriptors/AuditedSentiment.xml over files with nothing but UIMA,
 * and prints the decisions that the auditor flags. Types and features are looked up by name, as in
 * a program that has never heard of SAFR's classes.
 */
public final class AuditWithPlainUima {

  private AuditWithPlainUima() {}

  public static void main(String... arguments) throws Exception {
    if (arguments.length < 2) {
      System.err.println("Give a descriptor, and one text file or more.");
      System.exit(2);
    }
    List<Path> files = Stream.of(arguments).skip(1).map(Path::of).toList();
    audit(Path.of(arguments[0]), files, System.out);
  }

  static void audit(Path descriptor, List<Path> files, PrintStream out) throws Exception {
    ResourceSpecifier specifier =
        UIMAFramework.getXMLParser()
            .parseResourceSpecifier(new XMLInputSource(descriptor.toFile()));
    AnalysisEngine engine = UIMAFramework.produceAnalysisEngine(specifier);
    try {
      CAS cas = engine.newCAS();
      for (Path file : files) {
        cas.reset();
        cas.setDocumentLanguage("en");
        cas.setDocumentText(Files.readString(file));
        engine.process(cas);
        print(file.getFileName().toString(), cas, out);
      }
    } finally {
      engine.destroy();
    }
  }

  private static void print(String name, CAS cas, PrintStream out) {
    Type classification = cas.getTypeSystem().getType("io.github.safr.type.Classification");
    Type evidence = cas.getTypeSystem().getType("io.github.safr.examples.ForbiddenEvidence");
    Feature decision = evidence.getFeatureByBaseName("classification");
    out.printf(
        "%s: %d decisions, %d flagged%n",
        name,
        cas.getAnnotationIndex(classification).size(),
        cas.getAnnotationIndex(evidence).size());
    for (AnnotationFS flag : cas.getAnnotationIndex(evidence)) {
      FeatureStructure flagged = flag.getFeatureValue(decision);
      out.printf(
          "    '%s' decided for %s in: %s%n",
          flag.getCoveredText(),
          flagged.getFeatureValueAsString(classification.getFeatureByBaseName("label")),
          ((AnnotationFS) flagged).getCoveredText().replaceAll("\\s+", " "));
    }
  }
}
