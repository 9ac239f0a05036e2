package io.github.safr.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.Jazzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tries as many inputs as are asked for, guided by the coverage of our code and of the parsers
 * under it, each target in a JVM of its own:
 *
 * <pre>mvn test -Dtest=LongFuzzRun -Dsafr.fuzz.cases=100000 -Dsafr.fuzz.targets=CSV,XMI</pre>
 *
 * <p>Without targets all are tried. What was printed is in {@code target/fuzz}, and so is, if a
 * target does not stand it, the input. No part of the default build: its name does not end in
 * {@code Test}.
 */
class LongFuzzRun {

  private static final int CASES = Integer.getInteger("safr.fuzz.cases", 10_000);
  private static final int LONGEST_INPUT = 4_096;
  private static final int PATIENCE_SECONDS = 30;

  /** Whose branches count as coverage. */
  private static final String INSTRUMENTED =
      String.join(
          ":",
          "io.github.safr.**",
          "org.apache.commons.csv.**",
          "com.google.gson.stream.**",
          "com.google.gson.internal.**",
          "com.fasterxml.jackson.core.**",
          "org.apache.uima.cas.impl.Xmi*",
          "ai.djl.modality.nlp.**",
          "opennlp.tools.sentdetect.**",
          "opennlp.tools.tokenize.**");

  static Stream<Targets> targets() {
    String named = System.getProperty("safr.fuzz.targets", "");
    return named.isEmpty()
        ? Stream.of(Targets.values())
        : Arrays.stream(named.split(",")).map(String::strip).map(Targets::valueOf);
  }

  @ParameterizedTest
  @MethodSource("targets")
  void standsManyInputs(Targets target) throws Exception {
    Path folder = Files.createDirectories(Path.of("target/fuzz").resolve(target.name()));
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    writeSeeds(target, corpus);
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(command(target, folder, corpus))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor()).as("exit code; see %s", log).isZero();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readString(log)).contains("Done " + CASES + " runs");
  }

  private static void writeSeeds(Targets target, Path corpus) throws IOException {
    try (FuzzTarget made = target.make()) {
      List<byte[]> seeds = made.seeds();
      for (int i = 0; i < seeds.size(); i++) {
        Files.write(corpus.resolve("seed-" + i), seeds.get(i));
      }
    }
  }

  private static List<String> command(Targets target, Path folder, Path corpus) {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx2g",
            // Most of a short run would be spent on compiling twice.
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-D" + CoverageGuided.TARGET + "=" + target,
            "-Djava.util.logging.config.file="
                + System.getProperty("java.util.logging.config.file", ""),
            "-cp",
            System.getProperty("java.class.path"),
            Jazzer.class.getName(),
            "--target_class=" + CoverageGuided.class.getName(),
            "--instrumentation_includes=" + INSTRUMENTED,
            "--custom_hook_includes=" + INSTRUMENTED,
            "--reproducer_path=" + folder,
            "-runs=" + CASES,
            "-seed=1",
            "-max_len=" + LONGEST_INPUT,
            "-timeout=" + PATIENCE_SECONDS,
            "-rss_limit_mb=0",
            "-print_final_stats=1",
            "-artifact_prefix=" + folder + "/",
            corpus.toString()));
  }
}
