package io.github.safr.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.packaging.ClassPathFile.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.uima.pear.tools.PackageBrowser;
import org.apache.uima.pear.tools.PackageInstaller;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The PEAR of this build, installed as UIMA installs it and run where there is nothing of ours. */
@DisplayName("The PEAR")
class PearIT {

  private static final String AGGREGATE =
      """
      <analysisEngineDescription xmlns="http://uima.apache.org/resourceSpecifier">
        <frameworkImplementation>org.apache.uima.java</frameworkImplementation>
        <primitive>false</primitive>
        <delegateAnalysisEngineSpecifiers>
          <delegateAnalysisEngine key="safr">
            <import location="%s"/>
          </delegateAnalysisEngine>
        </delegateAnalysisEngineSpecifiers>
        <analysisEngineMetaData>
          <configurationParameters>
            <configurationParameter>
              <name>modelLocation</name>
              <type>String</type>
              <overrides><parameter>safr/modelLocation</parameter></overrides>
            </configurationParameter>
            <configurationParameter>
              <name>maxImportantTokens</name>
              <type>Integer</type>
              <overrides><parameter>safr/maxImportantTokens</parameter></overrides>
            </configurationParameter>
          </configurationParameters>
          <configurationParameterSettings>%s</configurationParameterSettings>
          <flowConstraints><fixedFlow><node>safr</node></fixedFlow></flowConstraints>
        </analysisEngineMetaData>
      </analysisEngineDescription>
      """;

  @TempDir static Path folder;
  private static PackageBrowser installed;
  private static Path specifier;

  private final PlainRun plain = new PlainRun(folder);

  @BeforeAll
  static void install() throws Exception {
    installed = install("installed");
    specifier = Path.of(installed.getComponentPearDescPath());
  }

  private static PackageBrowser install(String name) throws Exception {
    Path pear = Path.of(System.getProperty("safr.packaged") + ".pear");
    Path into = Files.createDirectory(folder.resolve(name));
    return PackageInstaller.installPackage(into.toFile(), pear.toFile(), false);
  }

  @Test
  void holdsWhatAnnotatingNeedsAndNothingThatUimaBrings() throws Exception {
    List<String> wanted = new ArrayList<>();
    for (Artifact artifact : ClassPathFile.ofUsers()) {
      if (!artifact.isBroughtByUima()) {
        wanted.add(artifact.file().getFileName().toString());
      }
    }
    wanted.add(Path.of(System.getProperty("safr.packaged") + ".jar").getFileName().toString());

    try (Stream<Path> lib = Files.list(root().resolve("lib"))) {
      assertThat(lib.map(jar -> jar.getFileName().toString()))
          .as("lib/, against the dependencies that are not optional: see src/main/pear")
          .containsExactlyInAnyOrderElementsOf(wanted);
    }
  }

  @Test
  void holdsTheDescriptorsOfThisBuild() throws Exception {
    for (String name : List.of("uima/SafrPipeline", "uima/SafrExplainer", "type/SafrTypeSystem")) {
      assertThat(root().resolve("desc/io/github/safr/" + name + ".xml"))
          .hasSameTextualContentAs(Path.of("descriptors/io/github/safr/" + name + ".xml"));
    }
    assertThat(installed.getInstallationDescriptor().getMainComponentId())
        .isEqualTo("io.github.safr.SafrPipeline");
  }

  @Test
  void findsInAJvmThatHasUimaAloneWhatThePipelineFindsOnTheClassPath() throws Exception {
    List<String> found = runAlone(specifier);

    assertThat(found).isEqualTo(plain.expected(""));
    assertThat(found).hasSize(4).last().isEqualTo("asked 1 times");
    assertThat(found.get(0)).startsWith("negative").contains("awful");
    assertThat(found.get(1)).startsWith("positive").contains("superb");
  }

  @Test
  void takesParametersFromItsSpecifier() throws Exception {
    String parameters =
        PlainRun.PAPER_MODEL
            + Parameters.string("unitType", "Document")
            + Parameters.of(
                "labels", "<array><string>negative</string><string>positive</string></array>")
            + Parameters.of("maxConfidence", "<double>1.0</double>")
            + Parameters.of("maxImportantTokens", "<integer>3</integer>")
            + Parameters.of("maxPairs", "<integer>2</integer>");

    List<String> found = runAlone(specifier("parameters.xml", specifier, parameters));

    assertThat(found).isEqualTo(plain.expected(parameters));
    assertThat(found.get(0)).matches("(negative|positive) [01]\\.\\d+ because of \\S+ \\S+ \\S+");
    assertThat(found.get(1)).isEqualTo("2 pairs, 3 allocations");
  }

  /** UIMA looks messages up late, by class loaders that do not know what is in a PEAR. */
  @Test
  void saysInItsOwnWordsWhyItDoesNotStart() throws Exception {
    String parameters = Parameters.string("modelLocation", "./nowhere");

    assertThat(runAlone(specifier("nowhere.xml", specifier, parameters)).get(0))
        .startsWith("no engine: ")
        .contains("There is no model directory './nowhere'")
        .doesNotContain("MESSAGE LOCALIZATION FAILED");
  }

  @Test
  void twoInstallationsRunInOneJvm() throws Exception {
    Path other = Path.of(install("second").getComponentPearDescPath());

    List<String> found =
        runAlone(
            specifier("one.xml", specifier, PlainRun.PAPER_MODEL),
            specifier("two.xml", other, PlainRun.PAPER_MODEL));

    assertThat(found).isEqualTo(twice(plain.expected(PlainRun.PAPER_MODEL)));
  }

  /** Two class loaders of one installation, and the parameters of the aggregate around it. */
  @Test
  void runsInSeveralPipelinesOfOneJvmWhichSetItsParameters() throws Exception {
    String parameters =
        PlainRun.PAPER_MODEL + Parameters.of("maxImportantTokens", "<integer>2</integer>");
    Path aggregate =
        Files.writeString(
            folder.resolve("aggregate.xml"), AGGREGATE.formatted(specifier.toUri(), parameters));

    List<String> found = runAlone(aggregate, aggregate);

    assertThat(found).isEqualTo(twice(plain.expected(parameters)));
    assertThat(found.get(0)).matches("negative [01]\\.\\d+ because of \\S+ \\S+");
  }

  @Test
  void runsBesideThePipelineOfTheClassPath() throws Exception {
    List<String> found =
        plain.run(
            ClassPathFile.whole(),
            specifier("beside.xml", specifier, PlainRun.PAPER_MODEL),
            plain.pipeline(PlainRun.PAPER_MODEL));

    assertThat(found).isEqualTo(twice(plain.expected(PlainRun.PAPER_MODEL)));
  }

  @Test
  void callersReadItsAnnotationsWithTheirOwnClassesOfOurTypes() throws Exception {
    List<String> found =
        new ChildJvm(folder)
            .run(
                TypedProgram.class,
                ClassPathFile.whole(),
                PlainRun.TEXT,
                specifier("typed.xml", specifier, PlainRun.PAPER_MODEL));

    assertThat(found).hasSize(2).allMatch(line -> line.endsWith(" because of 10 tokens"));
  }

  /** What one program finds twice, each time with a model of its own. */
  private static List<String> twice(List<String> found) {
    List<String> twice = new ArrayList<>(found.subList(0, found.size() - 1));
    twice.addAll(found);
    twice.set(twice.size() - 1, "asked 2 times");
    return twice;
  }

  private List<String> runAlone(Path... descriptors) throws Exception {
    List<Artifact> uima =
        ClassPathFile.ofUsers().stream().filter(Artifact::isBroughtByUima).toList();
    assertThat(uima).hasSize(2);
    return plain.run(ClassPathFile.files(uima), descriptors);
  }

  private static Path root() {
    return installed.getRootDirectory().toPath();
  }

  /** A specifier of an installation, as users write it to set parameters. */
  private static Path specifier(String name, Path original, String parameters) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        Files.readString(original)
            .replace(
                "</pearPath>", "</pearPath><pearParameters>" + parameters + "</pearParameters>"));
  }
}
