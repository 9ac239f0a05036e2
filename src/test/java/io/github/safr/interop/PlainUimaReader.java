package io.github.safr.interop;

import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.ArrayFS;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.CommonArrayFS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.impl.XmiCasDeserializer;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.json.jsoncas2.JsonCas2Deserializer;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;
import org.apache.uima.util.XMLInputSource;

/**
 * A program that knows UIMA and nothing of ours: reads a type system and a document, and prints the
 * text and all annotations.
 */
public final class PlainUimaReader {

  private PlainUimaReader() {}

  /** Arguments: the file of the type system, and that of the document. */
  public static void main(String... arguments) throws Exception {
    TypeSystemDescription types =
        UIMAFramework.getXMLParser()
            .parseTypeSystemDescription(new XMLInputSource(Path.of(arguments[0]).toFile()));
    CAS cas = CasCreationUtils.createCas(types, null, null);
    Path document = Path.of(arguments[1]);
    try (InputStream in = Files.newInputStream(document);
        PrintWriter out =
            new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8))) {
      if (document.toString().endsWith(".json")) {
        new JsonCas2Deserializer().deserialize(in, cas);
      } else {
        XmiCasDeserializer.deserialize(in, cas);
      }
      describe(cas).forEach(out::println);
    }
  }

  /** The text, a line for each annotation, and how many there are of each type. */
  static List<String> describe(CAS cas) {
    List<String> lines = new ArrayList<>();
    lines.add(characters(cas.getDocumentText()));
    lines.add(cas.getDocumentLanguage());
    for (AnnotationFS annotation : cas.getAnnotationIndex()) {
      StringBuilder line = new StringBuilder(name(annotation));
      for (Feature feature : annotation.getType().getFeatures()) {
        line.append(' ').append(feature.getShortName()).append('=');
        line.append(value(annotation, feature));
      }
      lines.add(line.toString());
    }
    cas.getTypeSystem()
        .getTypeIterator()
        .forEachRemaining(
            type -> {
              if (cas.getTypeSystem()
                  .subsumes(cas.getTypeSystem().getType("uima.tcas.Annotation"), type)) {
                lines.add(type.getName() + ": " + cas.getAnnotationIndex(type).size());
              }
            });
    return lines;
  }

  /** A text as numbers, which fit into a line of any encoding. */
  static String characters(String text) {
    return text.chars().boxed().toList().toString();
  }

  private static String value(FeatureStructure from, Feature feature) {
    if (feature.getRange().isPrimitive()) {
      return from.getFeatureValueAsString(feature);
    }
    FeatureStructure value = from.getFeatureValue(feature);
    if (value == null) {
      return "none";
    }
    if (value instanceof CommonArrayFS<?> array && !(value instanceof ArrayFS<?>)) {
      return Arrays.toString(array.toStringArray());
    }
    return name(value);
  }

  private static String name(FeatureStructure structure) {
    return structure instanceof AnnotationFS annotation
        ? "%s[%d, %d]"
            .formatted(annotation.getType().getName(), annotation.getBegin(), annotation.getEnd())
        : structure.getType().getName();
  }
}
