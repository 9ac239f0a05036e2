package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.safr.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code benchmark}: what it tells, not how fast anything is. */
class BenchmarkCommandTest {

  @TempDir Path folder;

  private CommandRun benchmark(Object... options) {
    Object[] arguments = new Object[options.length + 3];
    arguments[0] = "benchmark";
    arguments[1] = "--device";
    arguments[2] = "cpu";
    System.arraycopy(options, 0, arguments, 3, options.length);
    return CommandRun.with(new SafrPipelines(), arguments);
  }

  @Test
  void measuresAModelAndTellsWhatCouldNotBeMeasured() throws IOException {
    Path json = folder.resolve("speed.json");
    CommandRun run =
        benchmark("--quick", "--scaling", "--model", TinyModel.write(folder), "--json", json);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("sentences a second", "explainToClassify", "openNlp: ");

    JsonObject figures = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    JsonObject speeds = figures.getAsJsonObject("sentencesPerSecond");
    assertThat(speeds.keySet()).containsExactly("engine", "classify", "explain", "annotate");
    JsonObject ratios = figures.getAsJsonObject("ratios");
    assertThat(ratios.keySet())
        .containsExactly(
            "explainToClassify",
            "annotateToEngine",
            "smallDocumentsToLarge",
            "engineToOnnxRuntime",
            "engineToMatrixProducts",
            "limeToExplain");
    for (JsonObject all : List.of(speeds, ratios)) {
      all.entrySet()
          .forEach(
              entry -> assertThat(entry.getValue().getAsDouble()).as(entry.getKey()).isPositive());
    }
    assertThat(figures.get("paddingShare").getAsDouble()).isBetween(0.0, 1.0);
    assertThat(figures.has("peakMemoryMiB")).isTrue();
    assertThat(
            figures
                .getAsJsonObject("parity")
                .get("onnxRuntimeLargestLogitDifference")
                .getAsDouble())
        .isLessThan(1e-4);

    // It reads words, which OpenNLP's categorizer cannot.
    JsonObject openNlp = figures.getAsJsonObject("contenders").getAsJsonObject("openNlp");
    assertThat(openNlp.get("sentencesPerSecond").isJsonNull()).isTrue();
    assertThat(openNlp.get("failure").getAsString()).contains("reads words");
    assertThat(figures.getAsJsonObject("otherRatios").get("engineToOpenNlp").isJsonNull()).isTrue();
    assertThat(figures.getAsJsonObject("machine").keySet())
        .contains("processor", "memoryMiB", "system", "java", "device", "versions");
    assertThat(figures.getAsJsonObject("scaling").keySet())
        .containsExactly("totalTokens", "unitTokens");
    assertThat(figures.getAsJsonObject("settings").getAsJsonObject("sizes").keySet())
        .contains("repetitions", "limeSamples");
  }

  @Test
  void refusesWhatCannotBe() {
    assertThat(benchmark("--repetitions", "0").exitCode()).isEqualTo(ExitCode.USAGE);
    CommandRun run = benchmark("--texts", folder.resolve("none.txt"));
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err()).contains("none.txt").contains("does not exist");
  }
}
