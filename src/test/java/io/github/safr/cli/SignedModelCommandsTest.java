package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.testing.ForgedModel;
import io.github.safr.testing.SigningKey;
import io.github.safr.testing.TinyModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedModelCommandsTest {

  @TempDir Path folder;

  @Test
  void commandsThatTrustAKeyUseWhatItsOwnerSignedAndNothingElse() throws Exception {
    SigningKey key = new SigningKey(folder);
    Path unsigned = TinyModel.write(folder);
    Path signed = ForgedModel.copy(unsigned, folder);
    key.sign(signed);
    Path input = Files.writeString(folder.resolve("a.txt"), "I liked the film.");
    Path data = Files.writeString(folder.resolve("data.tsv"), "positive\tI liked the film .\n");
    Path out = folder.resolve("out");
    List<String> annotate = List.of("annotate", "--input", input.toString(), "--output", "" + out);
    List<String> evaluate = List.of("evaluate", "--data", data.toString());
    List<String> attribute =
        List.of("attribute", "--texts", data.toString(), "--output", folder.resolve("new") + "");

    for (List<String> command : List.of(annotate, evaluate, attribute)) {
      CommandRun refused = run(command, unsigned, key);
      assertThat(refused.exitCode()).as(command.get(0)).isEqualTo(ExitCode.FAILURE);
      assertThat(refused.err()).contains("is not signed: it has no model.json.sig");
    }
    assertThat(out.resolve("a.txt.xmi")).doesNotExist();
    for (List<String> command : List.of(annotate, evaluate)) {
      assertThat(run(command, signed, key).exitCode()).as(command.get(0)).isZero();
    }
    assertThat(out.resolve("a.txt.xmi")).exists();
  }

  private static CommandRun run(List<String> command, Path model, SigningKey key) {
    List<Object> arguments = new ArrayList<>(command);
    arguments.addAll(List.of("--model", model, "--trusted-key", key.file()));
    return CommandRun.with(new SafrPipelines(), arguments.toArray());
  }
}
