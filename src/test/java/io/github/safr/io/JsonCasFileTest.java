package io.github.safr.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.ArrayFS;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.CommonArrayFS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.json.jsoncas2.JsonCas2Deserializer;
import org.apache.uima.json.jsoncas2.JsonCas2Serializer;
import org.apache.uima.json.jsoncas2.mode.OffsetConversionMode;
import org.apache.uima.json.jsoncas2.mode.TypeSystemMode;
import org.apache.uima.resource.metadata.TypeDescription;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class JsonCasFileTest {

  private static final String REMARK = "org.example.Remark";
  private static final String LETTER = "a.org.example.Letter";
  private static final String TEXT = "Good 😀 film.";

  private static final List<String> PRIMITIVES =
      List.of("Boolean", "Byte", "Short", "Integer", "Long", "Float", "Double", "String");

  @TempDir Path folder;
  private TypeSystemDescription types;

  @BeforeEach
  void declareTypes() {
    types = UIMAFramework.getResourceSpecifierFactory().createTypeSystemDescription();
    TypeDescription remark = types.addType(REMARK, "", CAS.TYPE_NAME_ANNOTATION);
    for (String kind : PRIMITIVES) {
      remark.addFeature("a" + kind, "", "uima.cas." + kind);
      remark.addFeature("some" + kind + "s", "", "uima.cas." + kind + "Array");
    }
    remark.addFeature("next", "", REMARK);
    remark.addFeature("others", "", CAS.TYPE_NAME_FS_ARRAY, REMARK, null);
    remark.addFeature("any", "", CAS.TYPE_NAME_FS_ARRAY);
    // Its name comes before those of texts, and so do the documents' descriptions in files.
    types
        .addType(LETTER, "", CAS.TYPE_NAME_DOCUMENT_ANNOTATION)
        .addFeature("sender", "", CAS.TYPE_NAME_STRING);
  }

  @Test
  void readsAllThatUimaWrites() throws Exception {
    CAS cas = cas();
    fill(cas);
    CAS again = read(write("a.json", cas, new JsonCas2Serializer()));
    assertThat(again.getDocumentText()).isEqualTo(TEXT);
    assertThat(again.getDocumentLanguage()).isEqualTo("fr");
    assertThat(described(again)).isEqualTo(described(cas)).hasSize(3);
    AnnotationFS first = (AnnotationFS) again.select(REMARK).get(0);
    Type type = first.getType();
    FeatureStructure next = first.getFeatureValue(type.getFeatureByBaseName("next"));
    assertThat(next).isSameAs(again.select(REMARK).get(1));
    ArrayFS<?> others = (ArrayFS<?>) first.getFeatureValue(type.getFeatureByBaseName("others"));
    assertThat(others.toArray()).containsExactly(next, first);
  }

  @Test
  void arraysOfOneTypeAreReadAgain() throws Exception {
    CAS cas = cas();
    fill(cas);
    CasWriter.Written xmi = CasWriter.into(folder, CasFormat.XMI).write(cas, "a");
    CAS typed = cas();
    new XmiFile(xmi.file(), "a").readInto(typed, "en");
    CasWriter.Written json = CasWriter.into(folder, CasFormat.JSON).write(typed, "a");
    assertThat(described(read(json.file()))).isEqualTo(described(cas));
  }

  @ParameterizedTest
  @EnumSource(OffsetConversionMode.class)
  void readsOffsetsHoweverTheyAreCounted(OffsetConversionMode mode) throws Exception {
    CAS cas = cas();
    fill(cas);
    JsonCas2Serializer writer = new JsonCas2Serializer();
    writer.setOffsetConversionMode(mode);
    CAS again = read(write("a.json", cas, writer));
    assertThat(again.select(REMARK).map(each -> ((AnnotationFS) each).getCoveredText()))
        .containsExactly("Good", "film");
  }

  @Test
  void readsAllViews() throws Exception {
    CAS cas = cas();
    fill(cas);
    CAS other = cas.createView("transcript");
    other.setDocumentText("Another text.");
    other.setDocumentLanguage("de");
    other.addFsToIndexes(remark(other, 0, 7));
    CAS empty = cas.createView("picture");
    empty.setSofaDataURI("file:picture.png", "image/png");

    CAS again = read(write("a.json", cas, new JsonCas2Serializer()));
    assertThat(described(again)).isEqualTo(described(cas));
    assertThat(described(again.getView("transcript"))).isEqualTo(described(other)).hasSize(2);
    assertThat(again.getView("transcript").getDocumentLanguage()).isEqualTo("de");
    assertThat(again.getView("picture").getSofaDataURI()).isEqualTo("file:picture.png");
    assertThat(again.getView("picture").getSofaMimeType()).isEqualTo("image/png");
  }

  @Test
  void aDocumentHasOneDescription() throws Exception {
    CAS cas = cas();
    cas.setDocumentText(TEXT);
    cas.removeFsFromIndexes(cas.getDocumentAnnotation());
    Type type = cas.getTypeSystem().getType(LETTER);
    AnnotationFS letter = cas.createAnnotation(type, 0, TEXT.length());
    letter.setStringValue(type.getFeatureByBaseName("sender"), "the court");
    letter.setStringValue(type.getFeatureByBaseName("language"), "fr");
    cas.addFsToIndexes(letter);
    CAS again = read(write("a.json", cas, new JsonCas2Serializer()));
    assertThat(again.getDocumentLanguage()).isEqualTo("fr");
    assertThat(again.select("uima.tcas.DocumentAnnotation").map(one -> one.getType().getName()))
        .containsExactly(LETTER);
  }

  @Test
  void viewsMayComeFirst() throws Exception {
    CAS cas =
        read(
            write(
                "a.json",
                """
                {"%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": [2]}},
                 "%FEATURE_STRUCTURES": [
                  {"%ID": 2, "%TYPE": "org.example.Remark", "@sofa": 1, "begin": 0, "end": 4,
                   "aDouble": 1, "aFloat": "-Inf", "aString": null, "@someBytes": 3,
                   "@someStrings": 4},
                  {"%ID": 3, "%TYPE": "uima.cas.ByteArray"},
                  {"%ID": 4, "%TYPE": "uima.cas.StringArray"},
                  {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView",
                   "mimeType": "text", "sofaString": "Good."}],
                 "%WHATEVER": {"comes": ["later"]}}
                """));
    AnnotationFS remark = (AnnotationFS) cas.select(REMARK).single();
    assertThat(remark.getCoveredText()).isEqualTo("Good");
    assertThat(remark.toString())
        .contains("aFloat: -Infinity", "aDouble: 1.0", "someBytes: ByteArray", "length: 0");
  }

  @Test
  void bringsItsTypes() throws Exception {
    CAS cas = cas();
    fill(cas);
    write("a.json", cas, new JsonCas2Serializer());
    write("same.json", cas, new JsonCas2Serializer());
    types.addType("org.example.More", "", REMARK).addFeature("deep", "", "uima.cas.LongArray");
    Path other = write("other.json", cas(), new JsonCas2Serializer());
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("packed.json.gz")))) {
      Files.copy(other, out);
    }
    Files.delete(other);
    Files.writeString(folder.resolve("broken.json"), "{oops");
    JsonCas2Serializer untyped = new JsonCas2Serializer();
    untyped.setTypeSystemMode(TypeSystemMode.NONE);
    write("untyped.json", cas, untyped);

    CAS found = CasCreationUtils.createCas(found(), null, null);
    new JsonCasFile(folder.resolve("a.json"), "a.json").readInto(found, "en");
    assertThat(described(found)).isEqualTo(described(cas));
    Type more = found.getTypeSystem().getType("org.example.More");
    assertThat(more.getFeatureByBaseName("deep").getRange().getName())
        .isEqualTo("uima.cas.LongArray");
    Type remark = found.getTypeSystem().getType(REMARK);
    assertThat(remark.getFeatureByBaseName("others").getRange().getComponentType())
        .isEqualTo(remark);
    assertThat(remark.getFeatureByBaseName("any").getRange().getName())
        .isEqualTo("uima.cas.FSArray");
  }

  @Test
  void stringsOfAFewValuesBecomeStrings() throws Exception {
    types.addType("org.example.Colour", "", CAS.TYPE_NAME_STRING);
    types.getType("org.example.Colour").setAllowedValues(allowed("red", "blue"));
    types.getType(REMARK).addFeature("colour", "", "org.example.Colour");
    CAS cas = cas();
    cas.setDocumentText(TEXT);
    FeatureStructure remark = remark(cas, 0, 4);
    remark.setStringValue(remark.getType().getFeatureByBaseName("colour"), "red");
    cas.addFsToIndexes(remark);
    write("a.json", cas, new JsonCas2Serializer());

    CAS found = CasCreationUtils.createCas(found(), null, null);
    new JsonCasFile(folder.resolve("a.json"), "a.json").readInto(found, "en");
    assertThat(described(found)).isEqualTo(described(cas)).anyMatch(text -> text.contains("red"));
  }

  @Test
  void saysThatTypesContradictEachOther() throws Exception {
    write("a.json", cas(), new JsonCas2Serializer());
    types.getType(REMARK).getFeatures()[0].setRangeTypeName(REMARK);
    write("b.json", cas(), new JsonCas2Serializer());
    assertThatThrownBy(this::found)
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("b.json' contradict those of documents before it");
  }

  @Test
  void saysThatATypeIsUndeclared() throws Exception {
    CAS cas = cas();
    fill(cas);
    Path file = write("a.json", cas, new JsonCas2Serializer());
    CAS bare = CasCreationUtils.createCas();
    assertThatThrownBy(() -> new JsonCasFile(file, "a").readInto(bare, "en"))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("a.json' has a type or feature (line ")
        .hasMessageContaining("--type-system");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "[\"secret\"]",
        "{\"text\": \"secret\"} {\"text\": \"secret\"}",
        "{\"%FEATURE_STRUCTURES\": {\"1\": \"secret\"}}",
        "{\"%FEATURE_STRUCTURES\": [\"secret\"]}",
        "{\"%FEATURE_STRUCTURES\": [{\"secret\": 1}]}",
        "{\"%FEATURE_STRUCTURES\": [{\"%ID\": 1, \"%TYPE\": \"uima.cas.Sofa\"}]}",
        "{\"%FEATURE_STRUCTURES\": [{\"%ID\": 1, \"%TYPE\": \"uima.cas.StringArray\","
            + " \"%ELEMENTS\": \"secret\"}]}",
        "{\"%FEATURE_STRUCTURES\": [{\"%ID\": 1, \"%TYPE\": \"uima.cas.ByteArray\","
            + " \"%ELEMENTS\": \"sec*ret\"}]}",
        "{\"%FEATURE_STRUCTURES\": [{\"%ID\": 1, \"%TYPE\": \"uima.cas.IntegerArray\","
            + " \"%ELEMENTS\": [99999999999]}]}",
        "{\"%FEATURE_STRUCTURES\": [{\"%ID\": 1, \"%TYPE\": \"uima.cas.FSArray\","
            + " \"%ELEMENTS\": [2]}]}",
        "{\"%FEATURE_STRUCTURES\": [{\"%ID\": 1, \"%TYPE\": \"org.example.Remark\","
            + " \"aByte\": 1000}]}",
        "{\"%FEATURE_STRUCTURES\": [{\"%ID\": 1, \"%TYPE\": \"org.example.Remark\","
            + " \"aString\": {\"secret\": 1}}]}",
        "{\"%FEATURE_STRUCTURES\": [{\"%ID\": 1, \"%TYPE\": \"org.example.Remark\"},"
            + "{\"%ID\": 1, \"%TYPE\": \"org.example.Remark\"}]}",
        "{\"%FEATURE_STRUCTURES\": [{\"%ID\": 1, \"%TYPE\": \"org.example.Remark\","
            + " \"@sofa\": 7, \"begin\": 0, \"end\": 1}]}",
        "{\"%FEATURE_STRUCTURES\": [{\"%ID\": 1, \"%TYPE\": \"uima.cas.Sofa\","
            + " \"sofaID\": \"secret\", \"@sofaArray\": 7}]}",
        "{\"%FEATURE_STRUCTURES\": [{\"%ID\": 1, \"%TYPE\": \"uima.cas.NonEmptyFSList\","
            + " \"@head\": 1, \"@tail\": 2},"
            + "{\"%ID\": 2, \"%TYPE\": \"uima.cas.NonEmptyFSList\", \"@tail\": 1}]}",
        "{\"%HEADER\": {\"offset-encoding\": \"secret\"}}",
        "{\"%VIEWS\": {\"_InitialView\": {\"%MEMBERS\": [1]}}}",
        "{\"%VIEWS\": {\"_InitialView\": {\"%MEMBERS\": [\"secret",
      })
  void comesToAnEndWhateverTheFileHolds(String json) throws Exception {
    Path file = write("a.json", json);
    CAS cas = cas();
    assertThatThrownBy(() -> new JsonCasFile(file, "a").readInto(cas, "en"))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("a.json' is not a CAS written as JSON (line ")
        .hasMessageNotContaining("secret");
  }

  @Test
  void listsAndElementsThatAreNullAreReadAgain() throws Exception {
    CAS cas = cas();
    cas.setDocumentText(TEXT);
    FeatureStructure remark = remark(cas, 0, 4);
    Type type = remark.getType();
    for (String feature : List.of("others", "any")) {
      @SuppressWarnings("unchecked")
      ArrayFS<FeatureStructure> array = cas.createArrayFS(3);
      array.set(1, remark);
      remark.setFeatureValue(type.getFeatureByBaseName(feature), array);
    }
    CommonArrayFS<?> words = cas.createStringArrayFS(2);
    remark.setFeatureValue(type.getFeatureByBaseName("someStrings"), words);
    Type nodes = cas.getTypeSystem().getType(CAS.TYPE_NAME_NON_EMPTY_FS_LIST);
    FeatureStructure node = cas.createFS(nodes);
    node.setFeatureValue(nodes.getFeatureByBaseName("head"), remark);
    node.setFeatureValue(
        nodes.getFeatureByBaseName("tail"),
        cas.createFS(cas.getTypeSystem().getType(CAS.TYPE_NAME_EMPTY_FS_LIST)));
    cas.addFsToIndexes(remark);
    cas.addFsToIndexes(node);
    for (CasFormat format : CasFormat.values()) {
      CasWriter.Written written = CasWriter.into(folder, format).write(cas, "a");
      CAS again = cas();
      if (format == CasFormat.JSON) {
        new JsonCasFile(written.file(), "a").readInto(again, "en");
      } else {
        new XmiFile(written.file(), "a").readInto(again, "en");
      }
      FeatureStructure read = again.select(REMARK).single();
      for (String feature : List.of("others", "any")) {
        ArrayFS<?> array = (ArrayFS<?>) read.getFeatureValue(feature(read, feature));
        assertThat(array.toArray()).as(format + feature).containsExactly(null, read, null);
      }
      CommonArrayFS<?> none = (CommonArrayFS<?>) read.getFeatureValue(feature(read, "someStrings"));
      assertThat(none.toStringArray()).hasSize(2);
    }
    assertThat(Files.readString(folder.resolve("a.json"))).contains("[null,", "[null,null]");
  }

  @Test
  void whatHasNoTextHasNoSofa() throws Exception {
    CAS cas = cas();
    Type top = cas.getTypeSystem().getType(CAS.TYPE_NAME_EMPTY_FS_LIST);
    cas.addFsToIndexes(cas.createFS(top));
    Path file = CasWriter.into(folder, CasFormat.JSON).write(cas, "a").file();
    assertThat(Files.readString(file)).doesNotContain("%SOFA");
    assertThat(read(file).select(CAS.TYPE_NAME_EMPTY_FS_LIST).count()).isEqualTo(1);
    CAS byUima = cas();
    try (InputStream in = Files.newInputStream(file)) {
      new JsonCas2Deserializer().deserialize(in, byUima);
    }
    assertThat(byUima.select(CAS.TYPE_NAME_EMPTY_FS_LIST).count()).isEqualTo(1);
  }

  @Test
  void annotationsWithoutASofaAreInTheFirstView() throws Exception {
    CAS cas =
        read(
            write(
                "a.json",
                """
                {"%HEADER": {"offset-encoding": "UTF-32"},
                 "%FEATURE_STRUCTURES": [
                  {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView",
                   "mimeType": "text", "sofaString": "Good 😀 film."},
                  {"%ID": 2, "%TYPE": "org.example.Remark", "begin": 7, "end": 11}],
                 "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": [2]}}}
                """));
    assertThat(((AnnotationFS) cas.select(REMARK).single()).getCoveredText()).isEqualTo("film");
  }

  @Test
  void viewsAreBounded() throws Exception {
    StringBuilder views = new StringBuilder("\"a\": {}");
    for (int i = 0; i < 1_000; i++) {
      views.append(", \"v").append(i).append("\": {}");
    }
    Path file = write("a.json", "{\"%VIEWS\": {" + views + "}}");
    CAS cas = cas();
    assertThatThrownBy(() -> new JsonCasFile(file, "a").readInto(cas, "en"))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("a.json' has more than 1,000 views");
  }

  private static Feature feature(FeatureStructure structure, String name) {
    return structure.getType().getFeatureByBaseName(name);
  }

  @Test
  void depthIsBounded() throws Exception {
    Path file = write("a.json", "{\"%X\": " + "[".repeat(200_000));
    CAS cas = cas();
    assertThatThrownBy(() -> new JsonCasFile(file, "a").readInto(cas, "en"))
        .isInstanceOf(DocumentException.class);
  }

  @Test
  void readsLongTexts() throws Exception {
    CAS cas = cas();
    cas.setDocumentText("Überall große Wörter. ".repeat(1_200_000));
    CasWriter.Written written = CasWriter.into(folder, CasFormat.JSON).write(cas, "long");
    assertThat(read(written.file()).getDocumentText()).isEqualTo(cas.getDocumentText());
  }

  private static org.apache.uima.resource.metadata.AllowedValue[] allowed(String... values) {
    var factory = UIMAFramework.getResourceSpecifierFactory();
    var allowed = new org.apache.uima.resource.metadata.AllowedValue[values.length];
    for (int i = 0; i < values.length; i++) {
      allowed[i] = factory.createAllowedValue();
      allowed[i].setString(values[i]);
    }
    return allowed;
  }

  private CAS cas() throws Exception {
    return CasFactory.createCas(types);
  }

  private void fill(CAS cas) {
    cas.setDocumentLanguage("fr");
    cas.setDocumentText(TEXT);
    FeatureStructure first = remark(cas, 0, 4);
    FeatureStructure second = remark(cas, 8, 12);
    Type type = first.getType();
    first.setFeatureValue(type.getFeatureByBaseName("next"), second);
    for (String feature : List.of("others", "any")) {
      @SuppressWarnings("unchecked")
      ArrayFS<FeatureStructure> array = cas.createArrayFS(2);
      array.set(0, second);
      array.set(1, first);
      first.setFeatureValue(type.getFeatureByBaseName(feature), array);
    }
    cas.addFsToIndexes(first);
    cas.addFsToIndexes(second);
  }

  private static FeatureStructure remark(CAS cas, int begin, int end) {
    Type type = cas.getTypeSystem().getType(REMARK);
    FeatureStructure remark = cas.createAnnotation(type, begin, end);
    for (String kind : PRIMITIVES) {
      String value =
          switch (kind) {
            case "Boolean" -> "true";
            case "Float" -> "-0.1";
            case "Double" -> begin == 0 ? "NaN" : "1.0E-300";
            case "Long" -> "-9223372036854775808";
            default -> "-" + (begin + 7);
          };
      remark.setFeatureValueFromString(type.getFeatureByBaseName("a" + kind), value);
      CommonArrayFS<?> array = array(cas, kind);
      array.copyFromArray(new String[] {value, value}, 0, 0, 2);
      remark.setFeatureValue(type.getFeatureByBaseName("some" + kind + "s"), array);
    }
    return remark;
  }

  private static CommonArrayFS<?> array(CAS cas, String kind) {
    return switch (kind) {
      case "Boolean" -> cas.createBooleanArrayFS(2);
      case "Byte" -> cas.createByteArrayFS(2);
      case "Short" -> cas.createShortArrayFS(2);
      case "Integer" -> cas.createIntArrayFS(2);
      case "Long" -> cas.createLongArrayFS(2);
      case "Float" -> cas.createFloatArrayFS(2);
      case "Double" -> cas.createDoubleArrayFS(2);
      default -> cas.createStringArrayFS(2);
    };
  }

  /** All but the numbers by which structures are told apart. */
  private static List<String> described(CAS cas) {
    List<String> described = new ArrayList<>();
    cas.getAnnotationIndex()
        .forEach(each -> described.add(each.toString().replaceAll(":\\d+", "")));
    return described;
  }

  private Path write(String name, CAS cas, JsonCas2Serializer writer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.serialize(cas, out);
    return Files.write(folder.resolve(name), out.toByteArray());
  }

  private Path write(String name, String json) throws IOException {
    return Files.writeString(folder.resolve(name), json);
  }

  private CAS read(Path file) throws Exception {
    CAS cas = cas();
    assertThat(new JsonCasFile(file, "a").readInto(cas, "en")).isZero();
    return cas;
  }

  private TypeSystemDescription found() throws DocumentException {
    return TypeSystems.of(DocumentSource.of(List.of(folder.toString()), DocumentFormat.JSON));
  }
}
