package io.github.safr.packaging;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.util.XMLInputSource;

/**
 * A program of somebody who has UIMA and a descriptor, and not one class of ours: it may use
 * nothing but the JDK and UIMA, because it is run with nothing else.
 *
 * <p>It starts an engine from each descriptor, lets each read the text once all of them run, and
 * prints what they found, or why there is no engine.
 */
public final class PlainUimaProgram {

  private PlainUimaProgram() {}

  /** Arguments: the text, then descriptors, of PEARs or others. */
  public static void main(String[] args) throws Exception {
    List<AnalysisEngine> engines = new ArrayList<>();
    for (String descriptor : List.of(args).subList(1, args.length)) {
      try {
        engines.add(
            UIMAFramework.produceAnalysisEngine(
                UIMAFramework.getXMLParser()
                    .parseResourceSpecifier(new XMLInputSource(new File(descriptor)))));
      } catch (Exception | LinkageError e) {
        System.out.println("no engine: " + reasons(e));
      }
    }
    for (AnalysisEngine engine : engines) {
      CAS cas = engine.newCAS();
      cas.setDocumentText(args[0]);
      engine.process(cas);
      print(cas);
    }
    System.out.println("asked " + asked() + " times");
    engines.forEach(AnalysisEngine::destroy);
  }

  private static String reasons(Throwable problem) {
    List<String> reasons = new ArrayList<>();
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      reasons.add(cause.getClass().getSimpleName() + ": " + cause.getMessage());
    }
    return String.join(" <- ", reasons);
  }

  private static void print(CAS cas) {
    for (AnnotationFS decision : annotations(cas, "Classification")) {
      Type type = decision.getType();
      System.out.printf(
          Locale.ROOT,
          "%s %.3f because of %s%n",
          decision.getStringValue(type.getFeatureByBaseName("label")),
          decision.getDoubleValue(type.getFeatureByBaseName("confidence")),
          reasons(cas, decision));
    }
    System.out.printf(
        "%d pairs, %d allocations%n",
        annotations(cas, "CorrelatedTokens").size(), annotations(cas, "NeuronAllocation").size());
  }

  /** The important tokens of a decision, the most important first. */
  private static String reasons(CAS cas, FeatureStructure decision) {
    Type type = cas.getTypeSystem().getType("io.github.safr.type.ImportantToken");
    Feature of = type.getFeatureByBaseName("classification");
    Feature rank = type.getFeatureByBaseName("rank");
    return annotations(cas, "ImportantToken").stream()
        .filter(token -> decision.equals(token.getFeatureValue(of)))
        .sorted(Comparator.comparingInt(token -> token.getIntValue(rank)))
        .map(AnnotationFS::getCoveredText)
        .collect(Collectors.joining(" "));
  }

  private static List<AnnotationFS> annotations(CAS cas, String type) {
    List<AnnotationFS> found = new ArrayList<>();
    cas.getAnnotationIndex(cas.getTypeSystem().getType("io.github.safr.type." + type))
        .forEach(found::add);
    return found;
  }

  /** How often models were asked, as they tell by JMX. */
  private static long asked() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    long asked = 0;
    for (ObjectName model :
        server.queryNames(new ObjectName("io.github.safr:type=Model,*"), null)) {
      asked += (Long) server.getAttribute(model, "Requests");
    }
    return asked;
  }
}
