package io.github.safr;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.safr.network.Weight;

/** The direction of dependencies, as docs/architecture.md tells it. */
@AnalyzeClasses(packages = "io.github.safr", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule dependenciesGoOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.github.safr..")
          .layer("cli")
          .definedBy("io.github.safr.cli..")
          .layer("collection")
          .definedBy("io.github.safr.collection..")
          .layer("report")
          .definedBy("io.github.safr.report..")
          .layer("io")
          .definedBy("io.github.safr.io..")
          .layer("benchmark")
          .definedBy("io.github.safr.benchmark..")
          .layer("training")
          .definedBy("io.github.safr.training..")
          .layer("evaluation")
          .definedBy("io.github.safr.evaluation..")
          .layer("explain")
          .definedBy("io.github.safr.explain..")
          .layer("uima")
          .definedBy("io.github.safr.uima..")
          .layer("explanations")
          .definedBy("io.github.safr.explanations..")
          .layer("failure")
          .definedBy("io.github.safr.failure..")
          .layer("type")
          .definedBy("io.github.safr.type..")
          .layer("model")
          .definedBy("io.github.safr.model..")
          .layer("cache")
          .definedBy("io.github.safr.cache..")
          .layer("batching")
          .definedBy("io.github.safr.batching..")
          .layer("network")
          .definedBy("io.github.safr.network..")
          .layer("pretrained")
          .definedBy("io.github.safr.pretrained..")
          .layer("text")
          .definedBy("io.github.safr.text..")
          .layer("tensorflow")
          .definedBy("io.github.safr.tensorflow..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("collection")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("benchmark")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("io")
          .mayOnlyBeAccessedByLayers("cli", "benchmark", "collection", "report")
          .whereLayer("training")
          .mayOnlyBeAccessedByLayers("cli", "benchmark")
          .whereLayer("evaluation")
          .mayOnlyBeAccessedByLayers("cli", "training")
          .whereLayer("explain")
          .mayOnlyBeAccessedByLayers("cli", "benchmark", "evaluation")
          .whereLayer("uima")
          .mayOnlyBeAccessedByLayers("cli", "benchmark")
          .whereLayer("explanations")
          .mayOnlyBeAccessedByLayers("cli", "report")
          .whereLayer("failure")
          .mayOnlyBeAccessedByLayers("uima", "collection")
          .whereLayer("type")
          .mayOnlyBeAccessedByLayers("cli", "benchmark", "uima")
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers(
              "cli", "benchmark", "training", "evaluation", "explain", "uima")
          .whereLayer("cache")
          .mayOnlyBeAccessedByLayers("model", "text")
          .whereLayer("batching")
          .mayOnlyBeAccessedByLayers("cli", "model", "training")
          .whereLayer("network")
          .mayOnlyBeAccessedByLayers("cli", "benchmark", "training", "pretrained")
          .whereLayer("pretrained")
          .mayOnlyBeAccessedByLayers("training")
          .whereLayer("text")
          .mayOnlyBeAccessedByLayers("cli", "benchmark", "training", "evaluation", "uima")
          .whereLayer("tensorflow")
          .mayOnlyBeAccessedByLayers("cli", "benchmark", "model", "network", "training");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.github.safr.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule modelsAndNetworksKnowNoUima =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.github.safr.batching..",
              "io.github.safr.model..",
              "io.github.safr.network..",
              "io.github.safr.pretrained..",
              "io.github.safr.text..",
              "io.github.safr.training..",
              "io.github.safr.evaluation..",
              "io.github.safr.explain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.uima..");

  @ArchTest
  static final ArchRule readerAndWriterOfCollectionsNeedUimaOnly =
      noClasses()
          .that()
          .resideInAPackage("io.github.safr.collection..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.github.safr..", "org.apache.uima.fit..")
                  .and(
                      resideOutsideOfPackages(
                          "io.github.safr.collection..",
                          "io.github.safr.failure",
                          "io.github.safr.io",
                          "io.github.safr.io.table")));

  @ArchTest
  static final ArchRule thePretrainedEncoderKnowsWeightsOnly =
      noClasses()
          .that()
          .resideInAPackage("io.github.safr.pretrained..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.github.safr..")
                  .and(resideOutsideOfPackage("io.github.safr.pretrained.."))
                  .and(not(type(Weight.class))));

  @ArchTest
  static final ArchRule reportsReadExplanationsAndFilesOnly =
      noClasses()
          .that()
          .resideInAPackage("io.github.safr.report..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.github.safr..")
                  .and(
                      resideOutsideOfPackages(
                          "io.github.safr.report..",
                          "io.github.safr.explanations",
                          "io.github.safr.io")));

  @ArchTest
  static final ArchRule onlyReportsKnowTemplates =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.github.safr.report..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("freemarker..");

  @ArchTest
  static final ArchRule onlyBenchmarksKnowOtherRuntimes =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.github.safr.benchmark..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.onnxruntime..", "ai.onnx..", "opennlp.dl..");

  /** Annotations of uimaFIT describe engines, and need not be there when they run. */
  @ArchTest
  static final ArchRule enginesRunWithoutUimaFit =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.apache.uima.fit..")
                  .and(resideOutsideOfPackage("org.apache.uima.fit.descriptor..")));

  @ArchTest
  static final ArchRule pipelinesNeedNoTables =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.github.safr.io.table..", "io.github.safr.evaluation.report..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.commons.csv..");

  @ArchTest
  static final ArchRule onlyCollectionsKnowJsonOfUima =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.github.safr.io")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.fasterxml.jackson..", "org.apache.uima.json..");

  @ArchTest
  static final ArchRule nothingReadsSerializedJavaObjects =
      noClasses().should().dependOnClassesThat().areAssignableTo(java.io.ObjectInputStream.class);

  /** Nothing is unpacked to disk, but for TensorFlow's library, which JavaCPP unpacks. */
  @ArchTest
  static final ArchRule onlyModelsAreReadFromArchives =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.github.safr.model.ArchiveFiles")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.util\\.(zip\\.Zip(File|InputStream|Entry)|jar\\..*)");

  @ArchTest
  static final ArchRule nothingOpensConnections =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.net\\.(Socket|ServerSocket|HttpURLConnection|URLConnection|http\\..*)");
}
