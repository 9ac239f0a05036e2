package io.github.safr.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.resource.metadata.TypeDescription;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever compares CASes by their content must see every change. */
class CasContentTest {

  private CAS cas;

  @BeforeEach
  void fill() throws Exception {
    TypeSystemDescription types =
        UIMAFramework.getResourceSpecifierFactory().createTypeSystemDescription();
    TypeDescription note = types.addType("t.Note", "", CAS.TYPE_NAME_ANNOTATION);
    note.addFeature("say", "", CAS.TYPE_NAME_STRING);
    note.addFeature("next", "", "t.Note");
    note.addFeature("all", "", CAS.TYPE_NAME_DOUBLE_ARRAY);
    types.addType("t.Other", "", CAS.TYPE_NAME_ANNOTATION);
    cas = CasCreationUtils.createCas(types, null, null);
    cas.setDocumentText("Some text.");
    AnnotationFS first = add(cas, "t.Note", 0, 4);
    AnnotationFS hidden = cas.createAnnotation(first.getType(), 5, 9);
    first.setFeatureValue(feature(first, "next"), hidden);
    hidden.setStringValue(feature(hidden, "say"), "x");
    hidden.setFeatureValue(feature(hidden, "all"), cas.createDoubleArrayFS(2));
  }

  static Stream<Consumer<CAS>> changes() {
    return Stream.of(
        cas -> add(cas, "t.Note", 0, 4),
        cas -> add(cas, "t.Other", 0, 4),
        cas -> cas.removeFsFromIndexes(first(cas)),
        cas -> first(cas).setStringValue(feature(first(cas), "say"), "y"),
        cas -> hidden(cas).setStringValue(feature(first(cas), "say"), "y"),
        cas -> first(cas).setFeatureValue(feature(first(cas), "next"), first(cas)),
        cas -> hidden(cas).setFeatureValue(feature(first(cas), "all"), cas.createDoubleArrayFS(3)),
        cas -> cas.addFsToIndexes(hidden(cas)),
        cas -> cas.setDocumentLanguage("de"),
        cas -> cas.createView("other"),
        cas -> cas.createView("other").addFsToIndexes(cas.createFS(type(cas, "uima.cas.TOP"))));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void everyChangeIsSeen(Consumer<CAS> change) {
    List<String> before = CasContent.of(cas);
    assertThat(CasContent.of(cas)).isEqualTo(before);

    change.accept(cas);

    assertThat(CasContent.of(cas)).isNotEqualTo(before);
  }

  @Test
  void whatIsPassedOverIsNotSeen() {
    List<String> before = CasContent.without("t.Other"::equals, cas);

    add(cas, "t.Other", 0, 4);

    assertThat(CasContent.without("t.Other"::equals, cas)).isEqualTo(before);
  }

  private static AnnotationFS add(CAS cas, String type, int begin, int end) {
    AnnotationFS annotation = cas.createAnnotation(type(cas, type), begin, end);
    cas.addFsToIndexes(annotation);
    return annotation;
  }

  private static Type type(CAS cas, String name) {
    return cas.getTypeSystem().getType(name);
  }

  private static AnnotationFS first(CAS cas) {
    return cas.getAnnotationIndex(type(cas, "t.Note")).iterator().next();
  }

  private static FeatureStructure hidden(CAS cas) {
    return first(cas).getFeatureValue(feature(first(cas), "next"));
  }

  private static Feature feature(FeatureStructure fs, String name) {
    return fs.getType().getFeatureByBaseName(name);
  }
}
