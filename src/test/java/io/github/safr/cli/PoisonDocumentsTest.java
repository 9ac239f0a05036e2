package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that cannot be annotated, among others that can. */
class PoisonDocumentsTest {

  /** An engine of the test's pipeline fails at it. */
  private static final String REFUSED = "FAIL";

  @TempDir Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void makeInput() throws IOException {
    in = Files.createDirectories(folder.resolve("in"));
    out = folder.resolve("out");
    write("a.txt", "Good.");
    Files.write(in.resolve("b.txt"), new byte[] {'s', 'e', 'c', 'r', 'e', 't', (byte) 0xff});
    write("c.txt", REFUSED + " secret");
    write("d.jsonl", "{\"text\":\"Good.\"}\n{\"text\":\"secret}\n{\"text\":\"Bad.\"}\n");
    write("e.xmi", "<!DOCTYPE secret><secret/>");
    write("f.txt", "Bad.");
  }

  @Test
  void areListedWithTheirReasonsWhileTheOthersGoOn() throws IOException {
    CommandRun run = annotate();
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out().lines().filter(line -> !line.startsWith(" "))).hasSize(4);
    assertThat(run.err())
        .contains("skipped 4 (listed in '" + out.resolve("errors.jsonl") + "')")
        .doesNotContain("secret");

    List<JsonObject> errors = errors();
    assertThat(errors)
        .extracting(error -> error.get("document").getAsString())
        .containsExactly("b.txt", "c.txt", "d.jsonl/000000/d-0000002", "e.xmi");
    assertThat(errors)
        .extracting(error -> error.get("kind").getAsString())
        .containsExactly("input", "engine", "input", "input");
    assertThat(errors)
        .allSatisfy(
            error -> {
              assertThat(error.keySet()).containsExactly("document", "kind", "reason", "exception");
              assertThat(error.get("reason").getAsString()).isNotBlank();
              assertThat(error.get("exception").getAsString()).matches("[\\w.$]+");
            });
    assertThat(Files.readString(out.resolve("errors.jsonl"))).doesNotContain("secret");
  }

  @Test
  void areTriedAgainAndLeaveTheListOnceTheyAreRepaired() throws IOException {
    annotate();
    write("b.txt", "Good.");
    assertThat(annotate("--resume").exitCode()).isEqualTo(3);
    assertThat(errors()).hasSize(3);
    write("c.txt", "Good.");
    write("d.jsonl", "{\"text\":\"Good.\"}\n{\"text\":\"Good.\"}\n{\"text\":\"Bad.\"}\n");
    Files.delete(in.resolve("e.xmi"));
    assertThat(annotate("--resume").exitCode()).isEqualTo(3);
    assertThat(errors())
        .as("what is gone is not done")
        .extracting(error -> error.get("document").getAsString())
        .containsExactly("e.xmi");
    assertThat(annotate().exitCode()).isZero();
    assertThat(out.resolve("errors.jsonl")).doesNotExist();
  }

  @Test
  void stopTheRunThatIsToldToFailFast() throws IOException {
    CommandRun run = annotate("--fail-fast");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("Stopped at the first document that failed, after 1 document.", "--resume");
    assertThat(errors()).hasSize(1);
    assertThat(Files.readAllLines(out.resolve(".safr/journal.jsonl"))).hasSize(3);

    write("b.txt", "Good.");
    write("c.txt", "Good.");
    assertThat(annotate("--fail-fast", "--resume").exitCode()).isEqualTo(1);
    assertThat(errors()).hasSize(1);
    write("d.jsonl", "{\"text\":\"Good.\"}\n");
    Files.delete(in.resolve("e.xmi"));
    assertThat(annotate("--fail-fast", "--resume").exitCode()).isZero();
  }

  @Test
  void stopTheRunIfThereAreTooMany() throws IOException {
    CommandRun run = annotate("--max-failures", "2");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("Stopped: of 5 documents 3 failed, more than 2.");
    assertThat(annotate("--max-failures", "4", "--resume").exitCode()).isEqualTo(3);
  }

  @Test
  void stopTheRunIfTheirShareIsTooLarge() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      rows.append(i % 4 == 0 ? "{oops\n" : "{\"text\":\"Good.\"}\n");
    }
    Files.writeString(in.resolve("d.jsonl"), rows);
    CommandRun run = annotate("--max-failures", "20%");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("Stopped: of 100 documents ", "more than 20%.");
    CommandRun all = annotate("--max-failures", "30%", "--resume");
    assertThat(all.exitCode()).isEqualTo(3);
    assertThat(annotate("--max-failures", "20%", "--resume").err())
        .as("of all, not of those tried again")
        .contains("Stopped: of 378 documents 76 failed, more than 20%.");
  }

  @Test
  void areTooManyAtTheEndAlthoughTheyWereTooFewToTell() {
    CommandRun run = annotate("--max-failures", "20%");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("Annotated 4 documents", "More documents failed than 20%.");
  }

  @Test
  void saysThatTheirTextIsElsewhereButNobodyLooks() throws IOException {
    for (Path file : List.of(in.resolve("d.jsonl"), in.resolve("e.xmi"))) {
      Files.delete(file);
    }
    Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
    write("d.xmi", remote("_InitialView", secret.toUri().toString()));
    write("e.xmi", remote("_InitialView", "http://192.0.2.1:9/text"));
    assertThat(annotate().exitCode()).isEqualTo(3);
    assertThat(errors())
        .extracting(error -> error.get("document").getAsString())
        .containsExactly("b.txt", "c.txt", "d.xmi", "e.xmi");
    assertThat(errors().get(2).get("reason").getAsString())
        .contains("has no text in the view '_InitialView'");
    for (String file : Folders.names(out)) {
      assertThat(Files.readString(out.resolve(file))).doesNotContain("secret");
    }
  }

  private static String remote(String view, String uri) {
    return ("<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\""
            + " xmi:version=\"2.0\"><cas:NULL xmi:id=\"0\"/><cas:Sofa xmi:id=\"1\" sofaNum=\"1\""
            + " sofaID=\"%s\" mimeType=\"text\" sofaURI=\"%s\"/>"
            + "<cas:View sofa=\"1\" members=\"\"/></xmi:XMI>")
        .formatted(view, uri);
  }

  @Test
  void theirListIsNotTakenForOutput() throws IOException {
    write("errors.jsonl", "{\"text\":\"Good.\"}\n{oops\n");
    assertThat(annotate().exitCode()).isEqualTo(3);
    assertThat(errors()).hasSize(5);
    assertThat(out.resolve("errors-2.jsonl/000000/errors-2-0000001.xmi")).exists();
    assertThat(annotate("--resume").exitCode()).isEqualTo(3);
  }

  @Test
  void mayNotHaveTwoLimits() {
    assertThat(annotate("--fail-fast", "--max-failures", "5%").exitCode()).isEqualTo(2);
    CommandRun run = annotate("--max-failures", "some");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'some' is neither a number nor a share");
  }

  @Test
  void theirListIsNoInput() throws IOException {
    Files.createDirectories(out);
    Object[] arguments = {
      "annotate", "--format", "jsonl", "--input", in, out, "--output", out, "--threads", "1"
    };
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
    assertThat(errors()).hasSize(1);
    assertThat(CommandRun.of(arguments).err())
        .as("the same one document is skipped")
        .contains("d-0000002' skipped", "skipped 1 (listed");
    assertThat(
            CommandRun.of("report", "--input", out, "--output", folder.resolve("page.html"))
                .exitCode())
        .isZero();
  }

  private CommandRun annotate(String... options) {
    List<Object> arguments =
        new ArrayList<>(
            List.of("annotate", "--threads", "2", "--input", in + "/*", "--output", out));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray());
  }

  private List<JsonObject> errors() throws IOException {
    return Files.readAllLines(out.resolve("errors.jsonl")).stream()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .toList();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(in.resolve(name), text, StandardCharsets.UTF_8);
  }
}
