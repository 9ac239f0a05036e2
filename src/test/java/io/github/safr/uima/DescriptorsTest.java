package io.github.safr.uima;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_component.AnalysisComponent;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.fit.factory.AnalysisEngineFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.spi.TypeSystemProvider;
import org.apache.uima.util.XMLInputSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorsTest {

  private static final String TYPE_SYSTEM = "io.github.safr.type.SafrTypeSystem";

  /** The engines' descriptors are generated: {@code mvn test -Dsafr.descriptors.update=true}. */
  @ParameterizedTest
  @ValueSource(classes = {OpenNlpSegmenter.class, SafrClassifier.class, SafrExplainer.class})
  void descriptorsSayWhatTheClassesSay(Class<? extends AnalysisComponent> engine) throws Exception {
    Path file = Path.of("descriptors", engine.getName().replace('.', '/') + ".xml");
    StringWriter writer = new StringWriter();
    AnalysisEngineFactory.createEngineDescription(
            engine, TypeSystemDescriptionFactory.createTypeSystemDescription(TYPE_SYSTEM))
        .toXML(writer);
    // UIMA indents twice, and what is left over of the first time is blank lines.
    String xml =
        writer.toString().lines().filter(line -> !line.isBlank()).collect(joining("\n")) + "\n";

    if (Boolean.getBoolean("safr.descriptors.update")) {
      Files.writeString(file, xml);
    }
    assertThat(file)
        .as("Update it with -Dsafr.descriptors.update=true")
        .content()
        .isEqualToNormalizingNewlines(xml);
  }

  @Test
  void descriptorsAreOfThisRelease() throws Exception {
    Properties build = new Properties();
    try (InputStream in = getClass().getResourceAsStream("/io/github/safr/version.properties")) {
      build.load(in);
    }
    AnalysisEngineDescription pipeline =
        UIMAFramework.getXMLParser()
            .parseAnalysisEngineDescription(
                new XMLInputSource("descriptors/io/github/safr/uima/SafrPipeline.xml"));

    assertThat(Release.VERSION).isEqualTo(build.getProperty("version").replace("-SNAPSHOT", ""));
    assertThat(pipeline.getMetaData().getVersion()).isEqualTo(Release.VERSION);
  }

  @Test
  void uimaFitFindsTheTypes() throws Exception {
    assertThat(TypeSystemDescriptionFactory.createTypeSystemDescription().getTypes())
        .extracting(type -> type.getName())
        .contains(AnnotationTypes.TOKEN, AnnotationTypes.NEURON_ALLOCATION);
  }

  @Test
  void uimaFindsTheTypesThroughItsServiceProvider() {
    TypeSystemProvider provider =
        ServiceLoader.load(TypeSystemProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(SafrTypeSystemProvider.class::isInstance)
            .findAny()
            .orElseThrow();

    assertThat(provider.listTypeSystemDescriptions())
        .flatExtracting(description -> List.of(description.getTypes()))
        .hasSize(6);
    assertThat(provider.listJCasClasses()).hasSize(6);
    assertThat(provider.findResourceUrl(TYPE_SYSTEM)).isPresent();
  }
}
