package io.github.safr.uima;

import static org.apache.uima.fit.factory.ConfigurationParameterFactory.createPrimitiveParameter;
import static org.apache.uima.fit.factory.ConfigurationParameterFactory.getDefaultValue;
import static org.apache.uima.fit.factory.ConfigurationParameterFactory.isConfigurationParameterField;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.uima.UIMAFramework;
import org.apache.uima.resource.ResourceCreationSpecifier;
import org.apache.uima.resource.metadata.ConfigurationParameter;
import org.apache.uima.resource.metadata.ResourceMetaData;
import org.apache.uima.util.XMLInputSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of docs/parameters.md say what the classes say. */
class ParametersDocumentTest {

  private static final Path DOCUMENT = Path.of("docs/parameters.md");
  private static final String END = "<!-- end -->";

  /** The tables are generated: {@code mvn test -Dsafr.descriptors.update=true}. */
  @ParameterizedTest
  @ValueSource(
      classes = {
        OpenNlpSegmenter.class,
        SafrClassifier.class,
        SafrExplainer.class,
        SafrModelResource.class
      })
  void tablesSayWhatTheClassesSay(Class<?> component) throws Exception {
    StringBuilder rows = new StringBuilder();
    for (Field field : parameters(component)) {
      rows.append(row(createPrimitiveParameter(field), getDefaultValue(field)));
    }

    check(component.getSimpleName(), rows.toString());
  }

  /** These are described by hand, and a test compares the descriptors with the classes. */
  @ParameterizedTest
  @ValueSource(strings = {"DocumentsReader", "XmiConsumer"})
  void tablesSayWhatTheDescriptorsSay(String component) throws Exception {
    ResourceMetaData described =
        ((ResourceCreationSpecifier)
                UIMAFramework.getXMLParser()
                    .parseResourceSpecifier(
                        new XMLInputSource(
                            "descriptors/io/github/safr/collection/" + component + ".xml")))
            .getMetaData();
    StringBuilder rows = new StringBuilder();
    for (ConfigurationParameter parameter :
        described.getConfigurationParameterDeclarations().getConfigurationParameters()) {
      rows.append(
          row(
              parameter,
              described
                  .getConfigurationParameterSettings()
                  .getParameterValue(parameter.getName())));
    }

    check(component, rows.toString());
  }

  private static void check(String component, String rows) throws Exception {
    String document = Files.readString(DOCUMENT);
    String mark = "<!-- parameters of " + component + " -->\n";
    assertThat(document).contains(mark);
    int begin = document.indexOf(mark) + mark.length();
    int end = document.indexOf(END, begin);
    String table = "| parameter | type | default | meaning |\n| --- | --- | --- | --- |\n" + rows;

    if (Boolean.getBoolean("safr.descriptors.update")) {
      Files.writeString(DOCUMENT, document.substring(0, begin) + table + document.substring(end));
    } else {
      assertThat(document.substring(begin, end))
          .as("Update it with -Dsafr.descriptors.update=true")
          .isEqualTo(table);
    }
  }

  private static String row(ConfigurationParameter parameter, Object standard) {
    return "| `%s` | %s | %s | %s |%n"
        .formatted(
            parameter.getName(),
            parameter.getType() + (parameter.isMultiValued() ? ", several" : ""),
            standard == null ? "" : "`" + standard + "`",
            parameter
                .getDescription()
                .strip()
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .replace("*", "\\*"));
  }

  /** Those of the class first, then those that it shares with others. */
  private static List<Field> parameters(Class<?> component) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> type = component; type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (isConfigurationParameterField(field)) {
          fields.add(field);
        }
      }
    }
    return fields;
  }
}
