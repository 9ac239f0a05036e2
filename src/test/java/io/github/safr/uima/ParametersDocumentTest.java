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
import org.apache.uima.resource.metadata.ConfigurationParameter;
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
    String document = Files.readString(DOCUMENT);
    String mark = "<!-- parameters of " + component.getSimpleName() + " -->\n";
    int begin = document.indexOf(mark) + mark.length();
    int end = document.indexOf(END, begin);
    String table = table(component);

    if (Boolean.getBoolean("safr.descriptors.update")) {
      Files.writeString(DOCUMENT, document.substring(0, begin) + table + document.substring(end));
    } else {
      assertThat(document.substring(begin, end))
          .as("Update it with -Dsafr.descriptors.update=true")
          .isEqualTo(table);
    }
  }

  private static String table(Class<?> component) {
    StringBuilder table =
        new StringBuilder("| parameter | type | default | meaning |\n| --- | --- | --- | --- |\n");
    for (Field field : parameters(component)) {
      ConfigurationParameter parameter = createPrimitiveParameter(field);
      Object standard = getDefaultValue(field);
      table.append(
          "| `%s` | %s | %s | %s |%n"
              .formatted(
                  parameter.getName(),
                  parameter.getType() + (parameter.isMultiValued() ? ", several" : ""),
                  standard == null ? "" : "`" + standard + "`",
                  parameter.getDescription().replace("|", "\\|")));
    }
    return table.toString();
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
