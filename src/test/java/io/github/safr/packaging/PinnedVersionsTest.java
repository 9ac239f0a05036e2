package io.github.safr.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * What maven-enforcer-plugin checks of our own pom.xml, of those that users copy; and the list of
 * natives, of which a build sees but one.
 */
@DisplayName("Versions and natives")
class PinnedVersionsTest {

  /** Plugins that Maven runs up to {@code verify} in every project, in versions of its own. */
  private static final List<String> UNASKED =
      List.of(
          "maven-resources-plugin",
          "maven-compiler-plugin",
          "maven-surefire-plugin",
          "maven-jar-plugin");

  static List<Path> poms() throws Exception {
    try (Stream<Path> files = Files.walk(Path.of("examples"), 2)) {
      List<Path> poms = new ArrayList<>();
      poms.add(Path.of("pom.xml"));
      files.filter(file -> file.endsWith("pom.xml")).sorted().forEach(poms::add);
      assertThat(poms).hasSizeGreaterThan(5);
      return poms;
    }
  }

  @ParameterizedTest
  @MethodSource("poms")
  void areOneForEachDependencyAndPlugin(Path pom) throws Exception {
    Document document = parse(pom);
    Map<String, String> properties = properties(document);
    Set<String> plugins = new HashSet<>();
    for (String kind : List.of("dependency", "plugin", "extension", "parent")) {
      for (Element element : elements(document, kind)) {
        String name = child(element, "artifactId");
        if (inside(element, "profile") && kind.equals("plugin")) {
          continue; // Profiles configure plugins that are there already.
        }
        String version = child(element, "version");
        for (Map.Entry<String, String> property : properties.entrySet()) {
          version = version.replace("${" + property.getKey() + "}", property.getValue());
        }
        assertThat(version)
            .as("version of %s in %s", name, pom)
            .matches("\\d[\\w.-]*")
            .doesNotMatch(name.equals("safr-uima") ? "" : ".*-SNAPSHOT")
            .isNotIn("LATEST", "RELEASE");
        plugins.add(name);
      }
    }
    assertThat(plugins).as("plugins with a version in %s", pom).containsAll(UNASKED);
  }

  @Test
  void ofNativesAreListedForEveryPlatformOfTheBuild() throws Exception {
    Document pom = parse(Path.of("pom.xml"));
    List<String> classifiers = new ArrayList<>();
    for (Element platform : elements(pom, "javacpp.platform")) {
      if (!platform.getTextContent().startsWith("$")) {
        classifiers.add(platform.getTextContent());
      }
    }
    assertThat(classifiers).hasSize(5).contains("linux-x86_64");
    classifiers.add("linux-x86_64-gpu");

    Path file = Path.of("supply-chain/natives.properties");
    Properties hashes = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      hashes.load(in);
    }
    assertThat(hashes.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(classifiers);
    assertThat(hashes.values()).allMatch(hash -> hash.toString().matches("[0-9a-f]{64}"));
    assertThat(hashes.values()).doesNotHaveDuplicates();
    assertThat(Files.readString(file))
        .as("the version that the hashes are of")
        .contains(":" + properties(pom).get("tensorflow.version") + " ");
  }

  private static Document parse(Path pom) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(pom.toFile());
  }

  private static Map<String, String> properties(Document document) {
    Map<String, String> properties = new HashMap<>();
    for (Element holder : elements(document, "properties")) {
      if (holder.getParentNode() == document.getDocumentElement()) {
        for (Node node = holder.getFirstChild(); node != null; node = node.getNextSibling()) {
          properties.put(node.getNodeName(), node.getTextContent());
        }
      }
    }
    return properties;
  }

  private static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static String child(Element element, String name) {
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeName().equals(name)) {
        return node.getTextContent().strip();
      }
    }
    return "";
  }

  private static boolean inside(Node node, String name) {
    return node != null && (node.getNodeName().equals(name) || inside(node.getParentNode(), name));
  }
}
