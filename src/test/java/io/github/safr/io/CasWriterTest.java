package io.github.safr.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import io.github.safr.type.ImportantToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.impl.XmiCasDeserializer;
import org.apache.uima.fit.factory.AnalysisEngineFactory;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.util.JCasUtil;
import org.apache.uima.jcas.tcas.Annotation;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.XMLInputSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CasWriterTest {

  private static final String TEXT =
      "A lovely café 😀.\r\n\tBut <dull> & “cold” e\u0301… שלום.\u0085\u2028 Good\uFFFD";

  @TempDir Path folder;

  @Test
  void whatIsReadAgainEqualsWhatWasWritten() throws Exception {
    CAS cas = annotated(TEXT);
    Path file = into(folder).write(cas, "sub/a.txt").file();
    assertThat(file).isEqualTo(folder.toRealPath().resolve("sub/a.txt.xmi"));

    CAS again = read(file);
    assertThat(again.getDocumentText()).isEqualTo(TEXT);
    assertThat(again.getDocumentLanguage()).isEqualTo("en");
    assertThat(described(again)).isEqualTo(described(cas)).hasSizeGreaterThan(20);
    assertThat(JCasUtil.select(again.getJCas(), ImportantToken.class))
        .isNotEmpty()
        .allSatisfy(token -> assertThat(token.getClassification().getLabels().size()).isEqualTo(2));
  }

  @Test
  void leavesNothingButWholeFiles() throws Exception {
    CasWriter writer = into(folder);
    writer.write(annotated("Good."), "a.txt");
    writer.write(annotated("Bad."), "a.txt");
    writer.write(annotated("Bad."), "b.txt");
    assertThat(files()).containsExactly("TypeSystem.xml", "a.txt.xmi", "b.txt.xmi");
    assertThat(read(folder.resolve("a.txt.xmi")).getDocumentText()).isEqualTo("Bad.");
  }

  @Test
  void keepsTheOldFileWhenTheNewOneFails() throws Exception {
    CasWriter writer = into(folder);
    writer.write(annotated("Good."), "a.txt");
    assertThatThrownBy(() -> writer.write(mock(CAS.class), "a.txt"))
        .isInstanceOf(RuntimeException.class);
    assertThat(files()).containsExactly("TypeSystem.xml", "a.txt.xmi");
    assertThat(read(folder.resolve("a.txt.xmi")).getDocumentText()).isEqualTo("Good.");
  }

  @Test
  void earlierDocumentsStayReadable() throws Exception {
    CAS first = CasFactory.createCas(types("org.example.First", "a", CAS.TYPE_NAME_STRING));
    into(folder).write(first, "first");
    byte[] alone = Files.readAllBytes(folder.resolve("TypeSystem.xml"));
    into(folder).write(first, "first");
    assertThat(Files.readAllBytes(folder.resolve("TypeSystem.xml"))).isEqualTo(alone);

    into(folder)
        .write(
            CasFactory.createCas(types("org.example.Second", "b", CAS.TYPE_NAME_STRING_ARRAY)),
            "second");
    into(folder)
        .write(
            CasFactory.createCas(types("org.example.First", "c", CAS.TYPE_NAME_STRING)), "third");
    TypeSystem both = read(folder.resolve("first.xmi")).getTypeSystem();
    assertThat(both.getType("org.example.First").getFeatureByBaseName("a")).isNotNull();
    assertThat(both.getType("org.example.First").getFeatureByBaseName("c")).isNotNull();
    assertThat(both.getType("org.example.Second").getFeatureByBaseName("b")).isNotNull();
  }

  @Test
  void earlierTypesThatContradictThoseOfNowAreReplaced() throws Exception {
    into(folder)
        .write(CasFactory.createCas(types("org.example.First", "a", CAS.TYPE_NAME_STRING)), "a");
    CAS now = CasFactory.createCas(types("org.example.First", "a", CAS.TYPE_NAME_LONG));
    into(folder).write(now, "b");
    Type type = read(folder.resolve("b.xmi")).getTypeSystem().getType("org.example.First");
    assertThat(type.getFeatureByBaseName("a").getRange().getName()).isEqualTo(CAS.TYPE_NAME_LONG);
    Files.writeString(folder.resolve("TypeSystem.xml"), "<oops");
    into(folder).write(now, "b");
    assertThat(read(folder.resolve("b.xmi")).getTypeSystem().getType("org.example.First"))
        .isNotNull();
  }

  private static TypeSystemDescription types(String name, String feature, String range) {
    TypeSystemDescription types =
        UIMAFramework.getResourceSpecifierFactory().createTypeSystemDescription();
    types.addType(name, "", CAS.TYPE_NAME_ANNOTATION).addFeature(feature, "", range);
    return types;
  }

  @Test
  void makesItsFolder() throws Exception {
    Path deep = folder.resolve("x/y");
    into(deep).write(annotated("Good."), "a");
    assertThat(deep.resolve("a.xmi")).exists();
  }

  @Test
  void refusesAFolderThatIsAFile() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> into(file))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("is a file. Choose another folder");
    assertThatThrownBy(() -> into(file.resolve("below")))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("Choose another");
  }

  @Test
  void saysWhyAFileCannotBeWritten() throws Exception {
    CasWriter writer = into(folder);
    CAS cas = annotated("Good.");
    String name = "n".repeat(300);
    assertThatThrownBy(() -> writer.write(cas, name))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("' (File name too long). Check the folder");
    assertThat(files()).containsExactly(CasWriter.TYPE_SYSTEM);
  }

  @Test
  void saysThatTheTypeSystemCannotBeWritten() throws Exception {
    CasWriter writer = into(folder);
    Files.createDirectories(folder.resolve(CasWriter.TYPE_SYSTEM).resolve("inside"));
    CAS cas = annotated("Good.");
    assertThatThrownBy(() -> writer.write(cas, "a"))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("'TypeSystem.xml' cannot be written");
    assertThat(folder.resolve("a.xmi")).doesNotExist();
  }

  @Test
  void refusesToLeaveItsFolder() throws Exception {
    Path inside = folder.resolve("in");
    Path outside = Files.createDirectory(folder.resolve("out"));
    CasWriter writer = into(inside);
    CAS cas = annotated("Good.");
    for (String name : List.of("../out/a", "/tmp/a", "b/../../a", "../a")) {
      assertThatThrownBy(() -> writer.write(cas, name))
          .isInstanceOf(DocumentException.class)
          .hasMessageContaining("leads out of the output folder");
    }
    Files.createSymbolicLink(inside.resolve("link"), outside);
    assertThatThrownBy(() -> writer.write(cas, "link/a"))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("is a link in the output folder");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void replacesALinkAndNotWhatItPointsTo() throws Exception {
    Path precious = Files.writeString(folder.resolve("precious"), "mine");
    Path inside = Files.createDirectory(folder.resolve("in"));
    Files.createSymbolicLink(inside.resolve("a.xmi"), precious);
    into(inside).write(annotated("Good."), "a");
    assertThat(precious).hasContent("mine");
    assertThat(inside.resolve("a.xmi")).isRegularFile();
  }

  private static CasWriter into(Path folder) throws DocumentException {
    return CasWriter.into(folder, CasFormat.XMI);
  }

  private static CAS annotated(String text) throws Exception {
    CAS cas = CasFactory.createCas();
    cas.setDocumentLanguage("en");
    cas.setDocumentText(text);
    AnalysisEngineFactory.createEngine(WordListAnnotator.description()).process(cas);
    return cas;
  }

  /** Reads with nothing but what lies in the folder. */
  private CAS read(Path file) throws Exception {
    TypeSystemDescription types =
        UIMAFramework.getXMLParser()
            .parseTypeSystemDescription(
                new XMLInputSource(folder.resolve(CasWriter.TYPE_SYSTEM).toFile()));
    CAS cas = CasFactory.createCas(types);
    try (InputStream in = Files.newInputStream(file)) {
      XmiCasDeserializer.deserialize(in, cas);
    }
    return cas;
  }

  private static List<String> described(CAS cas) {
    return cas.<Annotation>getAnnotationIndex().stream()
        .map(annotation -> annotation.toString().replaceAll(":\\d+", ""))
        .toList();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
