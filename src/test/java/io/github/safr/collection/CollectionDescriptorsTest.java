package io.github.safr.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.collection.CollectionReader;
import org.apache.uima.collection.CollectionReaderDescription;
import org.apache.uima.fit.factory.CollectionReaderFactory;
import org.apache.uima.resource.metadata.ConfigurationParameter;
import org.apache.uima.resource.metadata.ResourceMetaData;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.XMLInputSource;
import org.junit.jupiter.api.Test;

class CollectionDescriptorsTest {

  @Test
  void descriptorsNameTheClassesAndTheirParameters() throws Exception {
    CollectionReaderDescription reader = Descriptors.reader();
    AnalysisEngineDescription writer = Descriptors.writer(null);

    assertThat(reader.getImplementationName()).isEqualTo(DocumentsReader.class.getName());
    assertThat(writer.getAnnotatorImplementationName()).isEqualTo(XmiConsumer.class.getName());
    assertThat(parameters(reader.getMetaData()))
        .containsExactlyInAnyOrderElementsOf(parameters(DocumentsReader.class));
    assertThat(parameters(writer.getMetaData()))
        .containsExactlyInAnyOrderElementsOf(parameters(XmiConsumer.class));
  }

  @Test
  void oneReadsAndManyWrite() throws Exception {
    assertThat(
            Descriptors.reader()
                .getCollectionReaderMetaData()
                .getOperationalProperties()
                .isMultipleDeploymentAllowed())
        .isFalse();
    assertThat(
            Descriptors.writer(null)
                .getAnalysisEngineMetaData()
                .getOperationalProperties()
                .isMultipleDeploymentAllowed())
        .isTrue();
  }

  @Test
  void descriptorsAreOfThisRelease() throws Exception {
    Properties build = new Properties();
    try (InputStream in = getClass().getResourceAsStream("/io/github/safr/version.properties")) {
      build.load(in);
    }
    String version = build.getProperty("version").replace("-SNAPSHOT", "");

    assertThat(Descriptors.reader().getMetaData().getVersion()).isEqualTo(version);
    assertThat(Descriptors.writer(null).getMetaData().getVersion()).isEqualTo(version);
    assertThat(types().getVersion()).isEqualTo(version);
  }

  @Test
  void theTypeSystemHasTheOneType() throws Exception {
    assertThat(types().getTypes()).hasSize(1);
    assertThat(types().getType(DocumentName.TYPE).getFeatures())
        .extracting(feature -> feature.getName())
        .containsExactly(DocumentName.FEATURE);
  }

  @Test
  void uimaFitFindsTheReaderByName() throws Exception {
    CollectionReader made =
        CollectionReaderFactory.createReader(
            "io.github.safr.collection.DocumentsReader",
            DocumentsReader.PARAM_INPUT,
            new String[] {"examples/documents"});

    assertThat(made.hasNext()).isTrue();
    made.destroy();
  }

  private static TypeSystemDescription types() throws Exception {
    return UIMAFramework.getXMLParser()
        .parseTypeSystemDescription(new XMLInputSource(Descriptors.file("CollectionTypeSystem")));
  }

  private static List<String> parameters(ResourceMetaData described) {
    return Arrays.stream(
            described.getConfigurationParameterDeclarations().getConfigurationParameters())
        .map(ConfigurationParameter::getName)
        .toList();
  }

  private static List<String> parameters(Class<?> component) throws IllegalAccessException {
    List<String> names = new ArrayList<>();
    for (Field field : component.getFields()) {
      if (field.getName().startsWith("PARAM_") && field.getDeclaringClass() == component) {
        names.add((String) field.get(null));
      }
    }
    return names;
  }
}
