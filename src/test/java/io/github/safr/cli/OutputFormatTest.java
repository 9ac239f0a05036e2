package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.io.CasFormat;
import io.github.safr.io.CasWriter;
import io.github.safr.io.JsonCasFile;
import io.github.safr.io.XmiFile;
import io.github.safr.testing.TinyModel;
import io.github.safr.type.Classification;
import io.github.safr.type.ImportantToken;
import io.github.safr.type.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.jcas.tcas.Annotation;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Annotated documents in all formats in and out of {@code annotate}, and their views. */
class OutputFormatTest {

  private static final String REMARK = "org.example.Remark";

  @TempDir Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void makeInput() throws IOException {
    in = Files.createDirectory(folder.resolve("in"));
    out = folder.resolve("out");
  }

  @Test
  void writesJsonAndReadsItAgain() throws Exception {
    write("a.txt", "A good film.");
    write("b.txt", "A bad film.");
    CommandRun first = annotate(in, out, "--output-format", "json");
    assertThat(first.exitCode()).isZero();
    assertThat(first.err()).contains("; JSON in '" + out);
    assertThat(Folders.names(out))
        .containsExactly(
            ".safr/journal.jsonl", ".safr/lock", "TypeSystem.xml", "a.txt.json", "b.txt.json");

    Path again = folder.resolve("again");
    Files.delete(out.resolve("TypeSystem.xml"));
    CommandRun run =
        annotate(
            out,
            again,
            "--format",
            "json",
            "--unit-type",
            "io.github.safr.type.Sentence",
            "--token-type",
            "io.github.safr.type.Token");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("a.txt.json ", "units: ");
    assertThat(Folders.names(again)).contains("a.txt.json.xmi", "b.txt.json.xmi");
    CAS cas = CasFactory.createCas();
    new XmiFile(again.resolve("a.txt.json.xmi"), "a").readInto(cas, "en");
    assertThat(cas.getJCas().select(Classification.class).count())
        .as("its own and the new ones")
        .isGreaterThan(1);
  }

  @Test
  void documentsOfManyKindsDoNotShareAFile() throws Exception {
    write("a", "Good.");
    write("a.txt", "Good.");
    write("a.jsonl", "{\"text\": \"Good.\"}\n");
    CAS cas = CasFactory.createCas();
    cas.setDocumentText("Good.");
    CasWriter.into(in, CasFormat.JSON).write(cas, "a.json");
    CasWriter.into(in, CasFormat.XMI).write(cas, "a.xmi");
    CommandRun run = annotate(Path.of(in + "/*"), out, "--output-format", "json");
    assertThat(run.exitCode()).isZero();
    assertThat(Folders.names(out))
        .contains(
            "a.json", "a-2.json", "a.jsonl/000000/a-0000001.json", "a.txt.json", "a.xmi.json");
    CommandRun other = annotate(Path.of(in + "/*"), folder.resolve("other"));
    assertThat(other.exitCode()).isZero();
    assertThat(Folders.names(folder.resolve("other")))
        .contains("a.xmi", "a.json.xmi", "a-2.xmi", "a.txt.xmi");
  }

  @Test
  void aTableIsNotTakenForAnAnnotatedDocument() throws IOException {
    write("a.json", "{\"text\": \"secret\"}\n{\"text\": \"secret\"}\n");
    CommandRun run = annotate(in.resolve("a.json"), out);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("say --format jsonl").doesNotContain("secret");
    assertThat(annotate(in.resolve("a.json"), out, "--format", "jsonl").exitCode()).isZero();
  }

  @ParameterizedTest
  @EnumSource(CasFormat.class)
  void charactersAreReplacedOnlyWhereTheyMustBe(CasFormat format) throws Exception {
    write("a.txt", "Good\u0007 and\0 lovely\uFFFF.");
    CommandRun run = annotate(in, out, "--output-format", format.toString());
    assertThat(run.exitCode()).isZero();
    switch (format) {
      case XMI -> assertThat(run.err()).contains("'a.txt': 3 x a character that XMI cannot carry");
      case XMI_1_1 ->
          assertThat(run.err()).contains("'a.txt': 2 x a character that XMI of XML 1.1 cannot");
      case JSON -> assertThat(run.err()).doesNotContain("cannot carry");
    }
    CAS cas = CasFactory.createCas();
    if (format == CasFormat.JSON) {
      new JsonCasFile(out.resolve("a.txt.json"), "a").readInto(cas, "en");
    } else {
      new XmiFile(out.resolve("a.txt.xmi"), "a").readInto(cas, "en");
    }
    assertThat(cas.getDocumentText())
        .isEqualTo(format.characters().replaceForbidden("Good\u0007 and\0 lovely\uFFFF."));
  }

  @Test
  void whatAnInputHasAndTheOutputCannotCarryIsReplaced() throws Exception {
    write("a.txt", "Good\u0007.");
    annotate(in, out, "--output-format", "json");
    CommandRun run = annotate(out, folder.resolve("again"), "--format", "json");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("'a.txt.json': 1 x a character that XMI cannot carry");
  }

  @ParameterizedTest
  @EnumSource(CasFormat.class)
  void aFinishedRunIsFinishedInItsFormat(CasFormat format) throws IOException {
    write("a.txt", "Good.");
    write("b.txt", "FAIL");
    String name = format.toString();
    assertThat(annotate(in, out, "--output-format", name).exitCode()).isEqualTo(3);
    write("b.txt", "Bad.");
    CommandRun retry = annotate(in, out, "--output-format", name, "--resume");
    assertThat(retry.exitCode()).isZero();
    assertThat(retry.out()).startsWith("b.txt ").doesNotContain("a.txt");
    assertThat(annotate(in, out, "--output-format", name, "--resume").err())
        .contains("Nothing to do: all of 2 documents");
  }

  @Test
  void aRunGoesOnInItsFormatOnly() throws IOException {
    write("a.txt", "Good.");
    write("b.csv", "review\nGood.\n");
    Path all = Path.of(in + "/*");
    assertThat(annotate(all, out, "--output-format", "json").exitCode()).isEqualTo(3);
    CommandRun other = annotate(all, out, "--output-format", "xmi", "--resume");
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.err()).contains("was begun with another --output-format: 'json' and not");
    assertThat(annotate(all, out).err())
        .as("what was begun is not lost by another format either")
        .contains("was stopped after 1 documents, or skipped");
    write("b.csv", "text\nGood.\n");
    CommandRun resumed = annotate(all, out, "--output-format", "json", "--resume");
    assertThat(resumed.exitCode()).isZero();
    assertThat(resumed.out()).contains("b-0000001").doesNotContain("a.txt");
  }

  @ParameterizedTest
  @EnumSource(CasFormat.class)
  void annotatesTheViewThatIsNamed(CasFormat format) throws Exception {
    CAS cas = twoViews();
    CasWriter.into(in, format).write(cas, "a");
    String file = format.fileName("a");
    CommandRun run =
        annotate(
            in.resolve(file), out, "--view", "transcript", "--output-format", format.toString());
    assertThat(run.err()).doesNotContain("warning");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("negative", "1 negative", "dull");

    CAS annotated = CasCreationUtils.createCas(types(), null, null);
    if (format == CasFormat.JSON) {
      new JsonCasFile(out.resolve(file), "a").readInto(annotated, "en");
    } else {
      new XmiFile(out.resolve(file), "a").readInto(annotated, "en");
    }
    assertThat(described(annotated)).as("the other view").isEqualTo(described(cas)).hasSize(2);
    CAS transcript = annotated.getView("transcript");
    assertThat(described(transcript)).containsAll(described(cas.getView("transcript")));
    assertThat(transcript.getJCas().select(Sentence.class).single().getCoveredText())
        .isEqualTo("It was dull.");
    assertThat(transcript.getJCas().select(Classification.class).count()).isEqualTo(1);
  }

  @Test
  void theRealEnginesWorkInAnyView() throws Exception {
    CasWriter.into(in, CasFormat.JSON).write(twoViews(), "a");
    CommandRun run =
        CommandRun.with(
            new SafrPipelines(),
            "annotate",
            "--device",
            "cpu",
            "--model",
            TinyModel.write(folder),
            "--view",
            "transcript",
            "--input",
            in.resolve("a.json"),
            "--output",
            out);
    assertThat(run.err()).doesNotContain("warning");
    assertThat(run.exitCode()).isZero();
    CAS annotated = CasCreationUtils.createCas(types(), null, null);
    new XmiFile(out.resolve("a.json.xmi"), "a").readInto(annotated, "en");
    assertThat(annotated.getJCas().select(Classification.class).count()).isZero();
    CAS transcript = annotated.getView("transcript");
    assertThat(transcript.getJCas().select(Classification.class).count()).isEqualTo(1);
    assertThat(transcript.getJCas().select(ImportantToken.class).map(Annotation::getCoveredText))
        .containsExactlyInAnyOrder("It", "was", "dull", ".");
  }

  @Test
  void saysWhichViewsThereAre() throws Exception {
    CAS cas = CasCreationUtils.createCas(types(), null, null);
    cas.createView("transcript").setDocumentText("It was dull.");
    CasWriter.into(in, CasFormat.XMI).write(cas, "a");
    CommandRun first = annotate(in.resolve("a.xmi"), out);
    assertThat(first.exitCode()).isEqualTo(1);
    assertThat(first.err())
        .contains(
            "'a.xmi' has no text in the view '_InitialView'. Its views are: ", "'transcript'");
    assertThat(annotate(in.resolve("a.xmi"), out, "--view", "transcript").exitCode()).isZero();
    write("b.txt", "Good.");
    CommandRun text = annotate(in.resolve("b.txt"), out, "--view", "transcript");
    assertThat(text.err()).contains("'b.txt' has no text in the view 'transcript'.");
  }

  private static CAS twoViews() throws Exception {
    CAS cas = CasCreationUtils.createCas(types(), null, null);
    cas.setDocumentText("A lovely film.");
    remark(cas, 2, 8);
    CAS transcript = cas.createView("transcript");
    transcript.setDocumentText("It was dull.");
    remark(transcript, 0, 2);
    return cas;
  }

  private static TypeSystemDescription types() throws Exception {
    TypeSystemDescription types =
        UIMAFramework.getResourceSpecifierFactory().createTypeSystemDescription();
    types.addType(REMARK, "", CAS.TYPE_NAME_ANNOTATION).addFeature("note", "", "uima.cas.String");
    return CasCreationUtils.mergeTypeSystems(
        List.of(types, TypeSystemDescriptionFactory.createTypeSystemDescription()));
  }

  private static void remark(CAS view, int begin, int end) {
    Type type = view.getTypeSystem().getType(REMARK);
    AnnotationFS remark = view.createAnnotation(type, begin, end);
    remark.setStringValue(type.getFeatureByBaseName("note"), view.getViewName());
    view.addFsToIndexes(remark);
  }

  private static List<String> described(CAS view) {
    List<String> described = new ArrayList<>();
    view.getAnnotationIndex()
        .forEach(each -> described.add(each.toString().replaceAll(":\\d+", "")));
    return described;
  }

  private static CommandRun annotate(Path input, Path output, String... options) {
    List<Object> arguments =
        new ArrayList<>(
            List.of("annotate", "--threads", "2", "--input", input, "--output", output));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray());
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(in.resolve(name), text);
  }
}
