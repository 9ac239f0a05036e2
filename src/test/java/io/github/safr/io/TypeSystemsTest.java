package io.github.safr.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.metadata.TypeDescription;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types that strangers declare, and that UIMA cannot have. */
@Timeout(60)
class TypeSystemsTest {

  private static final String TOKEN = "io.github.safr.type.Token";

  @TempDir Path folder;
  private Path in;

  @BeforeEach
  void makeInput() throws IOException {
    in = Files.createDirectory(folder.resolve("in"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"a.Y\": {\"%SUPER_TYPE\": \"a.Y\"},"
            + " \"io.github.safr.type.Token\": {\"%SUPER_TYPE\": \"a.Y\"}",
        "\"a.X\": {\"%SUPER_TYPE\": \"a.Y\"}, \"a.Y\": {\"%SUPER_TYPE\": \"a.X\"}",
        "\"a.X\": {\"%SUPER_TYPE\": \"a.Nowhere\"}",
        "\"a.X\": {\"%SUPER_TYPE\": \"uima.cas.FSArray\"}",
        "\"a.X\": {\"%SUPER_TYPE\": \"uima.cas.TOP\", \"f\": {\"%RANGE\": \"a.Nowhere\"}}",
        "\"a.X\": {\"%SUPER_TYPE\": \"uima.cas.TOP\", \"f\": {\"%RANGE\": \"a.Nowhere[]\"}}",
        "\"no name\": {\"%SUPER_TYPE\": \"uima.cas.TOP\"}",
        "\"a.X\": {\"%SUPER_TYPE\": \"uima.cas.TOP\","
            + " \"no name\": {\"%RANGE\": \"uima.cas.String\"}}",
      })
  void typesThatCannotBeCostTheirDocumentOnly(String types) throws Exception {
    write("a.json", json(types));
    write("b.json", json("\"b.Good\": {\"%SUPER_TYPE\": \"uima.tcas.Annotation\"}"));
    assertThat(names(found())).containsExactly("b.Good");
    try (ParallelPipeline pipeline =
        ParallelPipeline.create(
            WordListAnnotator.description(), found(), CAS.NAME_DEFAULT_SOFA, 1)) {
      assertThat(pipeline.knows("b.Good")).isTrue();
    }
  }

  @Test
  void circlesOverTwoDocumentsAreContradictions() throws Exception {
    write(
        "a.json",
        json(
            "\"a.X\": {\"%SUPER_TYPE\": \"a.Y\"},"
                + " \"a.Y\": {\"%SUPER_TYPE\": \"uima.cas.TOP\"},"
                + " \"a.Z\": {\"%SUPER_TYPE\": \"uima.cas.TOP\"}"));
    write(
        "b.json",
        json(
            "\"a.X\": {\"%SUPER_TYPE\": \"uima.cas.TOP\"},"
                + " \"a.Y\": {\"%SUPER_TYPE\": \"a.X\"},"
                + " \"a.Z\": {\"%SUPER_TYPE\": \"a.X\"}"));
    assertThatThrownBy(this::found)
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("b.json' contradict those of documents before it");
  }

  @Test
  void aTypeSystemMayNotLeadInACircle() throws Exception {
    write("a.xmi", "");
    write("TypeSystem.xml", xml(type("a.Y", "a.Y", "") + type(TOKEN, "a.Y", "")));
    assertThatThrownBy(this::found)
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("TypeSystem.xml' has a type that is its own supertype");
  }

  @Test
  void circlesWithTypesOfThePipelineAreTold() throws Exception {
    write("a.xmi", "");
    write(
        "TypeSystem.xml",
        xml(type("a.Y", TOKEN, "") + type(TOKEN, "a.X", "") + type("a.X", "a.W", "")));
    fails("in/TypeSystem.xml'");
    write("TypeSystem.xml", xml(type("uima.tcas.Annotation", TOKEN, "")));
    fails("in/TypeSystem.xml'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.Nowhere", "uima.cas.FSArray", "io.github.safr.type.Nothing"})
  void aTypeSystemThatCannotBeIsNamed(String supertype) throws Exception {
    write("a.xmi", "");
    write("TypeSystem.xml", xml(type("a.X", supertype, "")));
    fails("in/TypeSystem.xml'");
  }

  @Test
  void aTypeSystemMayBuildOnTypesOfThePipeline() throws Exception {
    write("a.xmi", "");
    write("TypeSystem.xml", xml(type("a.X", TOKEN, "")));
    try (ParallelPipeline pipeline =
        ParallelPipeline.create(
            WordListAnnotator.description(), found(), CAS.NAME_DEFAULT_SOFA, 1)) {
      assertThat(pipeline.knows("a.X")).isTrue();
    }
  }

  private void fails(String named) throws Exception {
    TypeSystemDescription types = found();
    assertThatThrownBy(
            () ->
                ParallelPipeline.create(
                    WordListAnnotator.description(), types, CAS.NAME_DEFAULT_SOFA, 1))
        .hasCauseInstanceOf(DocumentException.class)
        .cause()
        .hasMessageContaining(named)
        .hasMessageContaining("The types of the documents contradict those of the pipeline, or");
  }

  @Test
  void xmiSaysForJsonWhichReferencesAreShared() throws Exception {
    String shared =
        "<featureDescription><name>f</name><description/>"
            + "<rangeTypeName>uima.cas.StringArray</rangeTypeName>"
            + "<multipleReferencesAllowed>true</multipleReferencesAllowed></featureDescription>";
    write("a.xmi", "");
    write("TypeSystem.xml", xml(type("a.X", "uima.cas.TOP", shared)));
    write(
        "b.json",
        json(
            "\"a.X\": {\"%SUPER_TYPE\": \"uima.cas.TOP\","
                + " \"f\": {\"%RANGE\": \"uima.cas.String[]\"},"
                + " \"g\": {\"%RANGE\": \"uima.cas.String[]\"}}"));
    TypeDescription type = found().getType("a.X");
    assertThat(type.getFeatures()[0].getMultipleReferencesAllowed()).isTrue();
    assertThat(type.getFeatures()[1].getMultipleReferencesAllowed()).isNull();
  }

  @Test
  void manyTypesAndFeaturesAreNotRead() throws Exception {
    String type = "\"a.X%d\": {\"%%SUPER_TYPE\": \"uima.cas.TOP\"}";
    StringBuilder types = new StringBuilder(type.formatted(0));
    for (int i = 1; i < 10_000; i++) {
      types.append(',').append(type.formatted(i));
    }
    write("a.json", json(types.toString()));
    assertThat(found().getTypes()).hasSize(10_000);
    write("a.json", json(types + "," + type.formatted(10_000)));
    assertThat(found().getTypes()).isEmpty();
    StringBuilder features = new StringBuilder("\"%SUPER_TYPE\": \"uima.cas.TOP\"");
    for (int i = 0; i <= 100_000; i++) {
      features.append(", \"f").append(i).append("\": {\"%RANGE\": \"uima.cas.String\"}");
    }
    write("a.json", json("\"a.X\": {" + features + "}"));
    assertThat(found().getTypes()).isEmpty();
  }

  @Test
  void typesAreReadAsFarAsADocumentMayBeLong() throws Exception {
    byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    Path file = in.resolve("a.json.gz");
    try (OutputStream out =
        new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
      out.write("{\"%TYPES\": {".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i <= DocumentReader.MAX_BYTES / spaces.length; i++) {
        out.write(spaces);
      }
      out.write(json("\"a.X\": {}").substring(12).getBytes(StandardCharsets.UTF_8));
    }
    assertThat(found().getTypes()).isEmpty();
  }

  private static String json(String types) {
    return "{\"%TYPES\": {" + types + "}}";
  }

  private static String type(String name, String supertype, String features) {
    return "<typeDescription><name>%s</name><description/><supertypeName>%s</supertypeName><features>%s</features></typeDescription>"
        .formatted(name, supertype, features);
  }

  @Test
  void importsStayInTheInput() throws Exception {
    String types = xml(type("a.X", "uima.cas.TOP", ""));
    Path outside = Files.writeString(folder.resolve("secret.xml"), types);
    Files.createDirectory(in.resolve("deep"));
    write("deep/a.xmi", "");
    write("other.xml", types);
    write("deep/TypeSystem.xml", importing("../other.xml"));
    assertThat(names(found())).as("elsewhere in the input").containsExactly("a.X");

    Files.createSymbolicLink(in.resolve("link.xml"), outside);
    for (String location :
        List.of(
            "../../secret.xml", outside.toString(), "../link.xml", "../deep/../../secret.xml")) {
      write("deep/TypeSystem.xml", importing(location));
      assertThatThrownBy(this::found)
          .as(location)
          .isInstanceOf(DocumentException.class)
          .hasMessageContaining("lies outside of the input '" + in);
    }
    assertThat(names(TypeSystems.read(in.resolve("deep/TypeSystem.xml"))))
        .as("named by the one who runs us")
        .containsExactly("a.X");
    Files.delete(in.resolve("deep/TypeSystem.xml"));
    Files.createSymbolicLink(in.resolve("deep/TypeSystem.xml"), outside);
    assertThatThrownBy(this::found).hasMessageContaining("lies outside of the input");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:1/t.xml", "file:///etc/hostname", "jar:file:/x!/y"})
  void importsAreFiles(String location) throws Exception {
    write("a.xmi", "");
    write("TypeSystem.xml", importing(location));
    assertThatThrownBy(this::found).hasMessageContaining("imports what is no file beside it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:1/t",
        "http://2130706433:1/t?z=",
        "file:/etc/hostname",
        "../x",
        "/x"
      })
  void namesThatAreNoneAreNotAskedFor(String name) throws Exception {
    write("a.xmi", "");
    write("TypeSystem.xml", importing("x").replace("location=\"x\"", "name=\"" + name + "\""));
    assertThatThrownBy(this::found)
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("imports what is no file beside it");
  }

  @Test
  void typesThatUimaCannotTakeCostTheirDocumentOnly() throws Exception {
    StringBuilder deep = new StringBuilder("\"a.T0\": {\"%SUPER_TYPE\": \"uima.cas.TOP\"}");
    for (int i = 1; i < 9_000; i++) {
      deep.append(", \"a.T%d\": {\"%%SUPER_TYPE\": \"a.T%d\"}".formatted(i, i - 1));
    }
    StringBuilder wide = new StringBuilder("\"b.T\": {\"%SUPER_TYPE\": \"uima.cas.TOP\"");
    for (int i = 0; i < 4_000; i++) {
      wide.append(", \"f%d\": {\"%%RANGE\": \"uima.cas.String\"}".formatted(i));
    }
    wide.append("}");
    for (int i = 0; i < 4_000; i++) {
      wide.append(", \"b.T%d\": {\"%%SUPER_TYPE\": \"b.T\"}".formatted(i));
    }
    write("a.json", json(deep.toString()));
    write("b.json", json(wide.toString()));
    write("c.json", json("\"c.Good\": {\"%SUPER_TYPE\": \"uima.tcas.Annotation\"}"));
    assertThat(names(found())).containsExactly("c.Good");
  }

  @Test
  void typesOfXmiThatUimaCannotTakeAreTold() throws Exception {
    write("a.xmi", "");
    StringBuilder deep = new StringBuilder(type("a.T0", "uima.cas.TOP", ""));
    for (int i = 1; i < 9_000; i++) {
      deep.append(type("a.T" + i, "a.T" + (i - 1), ""));
    }
    write("TypeSystem.xml", xml(deep.toString()));
    assertThatThrownBy(this::found).isInstanceOf(DocumentException.class);
  }

  private static String importing(String location) {
    return xml("")
        .replace("<types>", "<imports><import location=\"" + location + "\"/></imports><types>");
  }

  private static String xml(String types) {
    return "<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\"><types>"
        + types
        + "</types></typeSystemDescription>";
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(in.resolve(name), content);
  }

  private TypeSystemDescription found() throws DocumentException {
    return TypeSystems.of(DocumentSource.of(List.of(in + "/**"), null));
  }

  private static List<String> names(TypeSystemDescription types) {
    return Arrays.stream(types.getTypes()).map(TypeDescription::getName).toList();
  }
}
