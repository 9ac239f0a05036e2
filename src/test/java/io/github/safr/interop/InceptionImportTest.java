package io.github.safr.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safr.io.CasFormat;
import io.github.safr.io.CasWriter;
import io.github.safr.io.WordListAnnotator;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.impl.XmiCasDeserializer;
import org.apache.uima.json.jsoncas2.JsonCas2Deserializer;
import org.apache.uima.resource.metadata.TypeDescription;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;
import org.apache.uima.util.XMLInputSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the annotation tool INCEpTION does when it imports our output. Its own classes are on no
 * Maven repository; this is how its source has it: XMI is read leniently and JSON by UIMA's reader,
 * into a CAS with the types of its own and of the project's layers; and of a type system that is
 * imported, annotations become layers whose features are primitive or arrays of strings.
 */
class InceptionImportTest {

  private static final String DKPRO = "de.tudarmstadt.ukp.dkpro.core.api.";

  @TempDir Path folder;
  private CAS cas;
  private TypeSystemDescription ours;

  @BeforeEach
  void write() throws Exception {
    cas = UIMAFramework.produceAnalysisEngine(WordListAnnotator.description()).newCAS();
    cas.setDocumentText("A lovely film. The end was dull.");
    cas.setDocumentLanguage("en");
    UIMAFramework.produceAnalysisEngine(WordListAnnotator.description()).process(cas);
    for (CasFormat format : CasFormat.values()) {
      CasWriter.into(folder.resolve(format.toString()), format).write(cas, "a");
    }
    ours =
        UIMAFramework.getXMLParser()
            .parseTypeSystemDescription(
                new XMLInputSource(folder.resolve("xmi").resolve(CasWriter.TYPE_SYSTEM).toFile()));
  }

  @Test
  void documentsAreReadBesideTypesOfItsOwn() throws Exception {
    for (CasFormat format : CasFormat.values()) {
      CAS imported = CasCreationUtils.createCas(List.of(dkpro(), ours), null, null, null);
      load(format, imported);
      assertThat(imported.getDocumentText()).isEqualTo(cas.getDocumentText());
      assertThat(PlainUimaReader.describe(imported))
          .containsAll(PlainUimaReader.describe(cas))
          .contains(DKPRO + "segmentation.type.Token: 0");
    }
  }

  @Test
  void sentencesAndTokensBecomeLayersAndDecisionsDoNot() throws Exception {
    assertThat(layers())
        .extracting(TypeDescription::getName)
        .containsExactlyInAnyOrder("io.github.safr.type.Sentence", "io.github.safr.type.Token");
  }

  @Test
  void layersAreReadFromXmiAndNotFromJson() throws Exception {
    TypeSystemDescription project = dkpro();
    project.setTypes(
        Stream.concat(Stream.of(project.getTypes()), layers().stream())
            .toArray(TypeDescription[]::new));
    for (CasFormat format : List.of(CasFormat.XMI, CasFormat.XMI_1_1)) {
      CAS imported = CasCreationUtils.createCas(project, null, null);
      load(format, imported);
      assertThat(imported.getDocumentText()).isEqualTo(cas.getDocumentText());
      assertThat(PlainUimaReader.describe(imported))
          .contains("io.github.safr.type.Sentence: 2", "io.github.safr.type.Token: 9")
          .noneMatch(line -> line.contains("Classification"));
    }
    CAS imported = CasCreationUtils.createCas(project, null, null);
    assertThatThrownBy(() -> load(CasFormat.JSON, imported))
        .hasMessageContaining("Type not found in type system");
  }

  @Test
  void nothingOfOursIsWhatItCannotLoad() throws Exception {
    TypeSystem types = CasCreationUtils.createCas(ours, null, null).getTypeSystem();
    Type annotation = types.getType(CAS.TYPE_NAME_ANNOTATION);
    for (TypeDescription described : ours.getTypes()) {
      Type type = types.getType(described.getName());
      if (!type.getName().startsWith("io.github.safr.")) {
        continue;
      }
      assertThat(types.getParent(type)).as(type.getName()).isEqualTo(annotation);
      for (Feature feature : type.getFeatures()) {
        Type range = feature.getRange();
        assertThat(
                range.isPrimitive()
                    || range.isArray() && range.getComponentType().isPrimitive()
                    || types.subsumes(annotation, range)
                    || range.getName().equals(CAS.TYPE_NAME_SOFA))
            .as("%s is no list and refers to annotations only", feature.getName())
            .isTrue();
      }
    }
  }

  /** The types that INCEpTION makes layers of when it imports our type system. */
  private List<TypeDescription> layers() throws Exception {
    TypeSystem types =
        CasCreationUtils.createCas(List.of(dkpro(), ours), null, null, null).getTypeSystem();
    return Stream.of(ours.getTypes())
        .filter(type -> type.getName().startsWith("io.github.safr."))
        .filter(type -> isSpanLayer(types, types.getType(type.getName())))
        .toList();
  }

  private void load(CasFormat format, CAS into) throws Exception {
    boolean json = format == CasFormat.JSON;
    Path file = folder.resolve(format.toString()).resolve(json ? "a.json" : "a.xmi");
    try (InputStream in = Files.newInputStream(file)) {
      if (json) {
        new JsonCas2Deserializer().deserialize(in, into);
      } else {
        XmiCasDeserializer.deserialize(in, into, true);
      }
    }
  }

  /** The types that INCEpTION always has, as far as documents of others meet them. */
  private static TypeSystemDescription dkpro() {
    TypeSystemDescription types =
        UIMAFramework.getResourceSpecifierFactory().createTypeSystemDescription();
    types.addType(DKPRO + "segmentation.type.Sentence", "", CAS.TYPE_NAME_ANNOTATION);
    types
        .addType(DKPRO + "segmentation.type.Token", "", CAS.TYPE_NAME_ANNOTATION)
        .addFeature("parent", "", CAS.TYPE_NAME_ANNOTATION);
    types
        .addType(DKPRO + "metadata.type.DocumentMetaData", "", CAS.TYPE_NAME_DOCUMENT_ANNOTATION)
        .addFeature("documentTitle", "", CAS.TYPE_NAME_STRING);
    return types;
  }

  private static boolean isSpanLayer(TypeSystem types, Type type) {
    Set<String> builtIn =
        Set.of(CAS.TYPE_NAME_TOP, CAS.TYPE_NAME_ANNOTATION_BASE, CAS.TYPE_NAME_ANNOTATION);
    return types.subsumes(types.getType(CAS.TYPE_NAME_ANNOTATION), type)
        && type.getFeatures().stream()
            .allMatch(
                feature ->
                    builtIn.contains(feature.getDomain().getName())
                        || feature.getRange().isPrimitive()
                        || feature.getRange().getName().equals(CAS.TYPE_NAME_STRING_ARRAY));
  }
}
