package io.github.safr.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.impl.XmiCasSerializer;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.XMLInputSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class XmiFileTest {

  private static final String TYPE = "org.example.Remark";
  private static final TypeSystemDescription EMPTY =
      UIMAFramework.getResourceSpecifierFactory().createTypeSystemDescription();

  @TempDir Path folder;
  private TypeSystemDescription types;

  @BeforeEach
  void writeDocument() throws Exception {
    types = UIMAFramework.getResourceSpecifierFactory().createTypeSystemDescription();
    types.addType(TYPE, "", CAS.TYPE_NAME_ANNOTATION).addFeature("note", "", CAS.TYPE_NAME_STRING);
    try (OutputStream out = Files.newOutputStream(folder.resolve(CasWriter.TYPE_SYSTEM))) {
      types.toXML(out);
    }
    CAS cas = CasFactory.createCas(types);
    cas.setDocumentLanguage("fr");
    cas.setDocumentText("Good 😀 film.");
    Type type = cas.getTypeSystem().getType(TYPE);
    AnnotationFS remark = cas.createAnnotation(type, 0, 4);
    remark.setStringValue(type.getFeatureByBaseName("note"), "kept & untouched");
    cas.addFsToIndexes(remark);
    Files.createDirectories(folder.resolve("deep/er"));
    for (String name : List.of("a.xmi", "deep/er/b.xmi")) {
      try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
        XmiCasSerializer.serialize(cas, out);
      }
    }
  }

  @Test
  void whatADocumentBringsIsKept() throws Exception {
    Path out = folder.resolve("out");
    CasWriter writer = CasWriter.into(out, CasFormat.XMI);
    List<Outcome<CasWriter.Written>> outcomes = new ArrayList<>();
    try (ParallelPipeline pipeline =
        ParallelPipeline.create(
            WordListAnnotator.description(), found(), CAS.NAME_DEFAULT_SOFA, 1)) {
      assertThat(pipeline.knows(TYPE)).isTrue();
      assertThat(pipeline.knows("org.example.Other")).isFalse();
      pipeline.process(
          List.of(new XmiFile(folder.resolve("a.xmi"), "a.xmi")),
          "en",
          (document, cas) -> writer.write(cas, document.name()),
          outcomes::add);
    }
    assertThat(outcomes).singleElement().isInstanceOf(Outcome.Processed.class);
    TypeSystemDescription written =
        UIMAFramework.getXMLParser()
            .parseTypeSystemDescription(
                new XMLInputSource(out.resolve(CasWriter.TYPE_SYSTEM).toFile()));
    CAS cas = CasFactory.createCas(written);
    new XmiFile(out.resolve("a.xmi"), "a").readInto(cas, "en");
    assertThat(cas.getDocumentText()).isEqualTo("Good 😀 film.");
    assertThat(cas.getDocumentLanguage()).isEqualTo("fr");
    AnnotationFS remark = (AnnotationFS) cas.select(TYPE).single();
    assertThat(remark.getFeatureValueAsString(remark.getType().getFeatureByBaseName("note")))
        .isEqualTo("kept & untouched");
    assertThat(cas.select("io.github.safr.type.Classification").count()).isEqualTo(1);
  }

  @Test
  void typesAreFoundUpToTheInput() throws Exception {
    assertThat(names(found())).containsExactly(TYPE);
    String deep = folder.resolve("deep").toString();
    assertThat(names(TypeSystems.of(DocumentSource.of(List.of(deep), DocumentFormat.XMI))))
        .isEmpty();
  }

  @Test
  void typeSystemsImportTheirNeighboursOnly() throws Exception {
    Path importing = folder.resolve("importing.xml");
    Files.writeString(importing, importing("TypeSystem.xml"));
    assertThat(names(TypeSystems.read(importing))).containsExactly(TYPE);
    for (String place : List.of("http://example.org/types.xml", "file:TypeSystem.xml", "\0")) {
      Files.writeString(importing, importing(place).replace("\0", "&#x20;:"));
      assertThatThrownBy(() -> TypeSystems.read(importing))
          .isInstanceOf(DocumentException.class)
          .hasMessageContaining("imports what is no file beside it");
    }
  }

  private static String importing(String location) {
    return """
        <typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">
          <imports><import location="%s"/></imports>
        </typeSystemDescription>
        """
        .formatted(location);
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    CAS cas = CasFactory.createCas(EMPTY);
    assertThatThrownBy(() -> read("a.xmi", cas))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("a.xmi' has a type or feature (line ")
        .hasMessageContaining("--type-system");
    String xmi = Files.readString(folder.resolve("a.xmi"));
    fails("cut.xmi", xmi.substring(0, xmi.length() / 2), "is not well-formed XML");
    fails("other.xmi", "<html/>", "is XML, but no CAS written as XMI");
    fails("number.xmi", xmi.replace("end=\"4\"", "end=\"secret\""), "is not a CAS written as XMI");
    fails("text.xmi", "secret", "is not well-formed XML");
    Path outside = Files.writeString(folder.resolve("outside"), "secret");
    fails(
        "entity.xmi",
        xmi.replaceFirst("\\?>", "?><!DOCTYPE x [<!ENTITY e SYSTEM \"" + outside.toUri() + "\">]>")
            .replace("Good", "&e;"),
        "declares a document type");
  }

  @Test
  @Timeout(60)
  void listsWithoutAnEndAndTooManyViewsAreRefused() throws Exception {
    String xmi = Files.readString(folder.resolve("a.xmi"));
    String nodes =
        "<cas:NonEmptyFSList xmi:id=\"901\" head=\"901\" tail=\"902\"/>"
            + "<cas:NonEmptyFSList xmi:id=\"902\" head=\"901\" tail=\"%s\"/>"
            + "<cas:EmptyFSList xmi:id=\"903\"/></xmi:XMI>";
    fails(
        "endless.xmi",
        xmi.replace("</xmi:XMI>", nodes.formatted("901")),
        "has a list that leads back to itself");
    Files.writeString(
        folder.resolve("list.xmi"), xmi.replace("</xmi:XMI>", nodes.formatted("903")));
    read("list.xmi", CasFactory.createCas(types));
    StringBuilder sofas = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      sofas.append(
          "<cas:Sofa xmi:id=\"%d\" sofaNum=\"%d\" sofaID=\"v%d\" sofaString=\"a\"/>"
              .formatted(1_000 + i, 2 + i, i));
    }
    fails(
        "views.xmi", xmi.replace("</xmi:XMI>", sofas + "</xmi:XMI>"), "has more than 1,000 views");
  }

  /** Another may not refuse what ours does. */
  @Test
  void isReadByTheParserOfJavaWhateverOtherThereIs() throws Exception {
    String property = "javax.xml.parsers.SAXParserFactory";
    CAS cas = CasFactory.createCas(types);
    System.setProperty(property, "org.example.NoParser");
    try {
      read("a.xmi", cas);
    } finally {
      System.clearProperty(property);
    }
    assertThat(cas.getDocumentText()).isEqualTo("Good 😀 film.");
  }

  private void fails(String name, String content, String sentence) throws Exception {
    Files.writeString(folder.resolve(name), content);
    CAS cas = CasFactory.createCas(types);
    assertThatThrownBy(() -> read(name, cas))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining(sentence)
        .hasMessageNotContaining("secret");
  }

  private void read(String name, CAS cas) throws DocumentException {
    new XmiFile(folder.resolve(name), name).readInto(cas, "en");
  }

  private TypeSystemDescription found() throws DocumentException {
    return TypeSystems.of(DocumentSource.of(List.of(folder.toString()), DocumentFormat.XMI));
  }

  private static List<String> names(TypeSystemDescription types) {
    return List.of(types.getTypes()).stream().map(type -> type.getName()).toList();
  }
}
