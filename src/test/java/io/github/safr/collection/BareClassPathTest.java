package io.github.safr.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reader and writer where there is little else: what pipelines need not have is not asked for. */
class BareClassPathTest {

  private static final String[] NEEDED = {
    "classes", "uimaj-core", "slf4j-api", "slf4j-jdk14", "gson"
  };

  @TempDir Path folder;

  @Test
  void readsAndWritesWithoutUimaFitAndSkipsTablesWithoutCommonsCsv() throws Exception {
    Path in = Files.createDirectory(folder.resolve("in"));
    Files.writeString(in.resolve("a.txt"), "Good.");
    Files.writeString(in.resolve("b.csv"), "text\nGood.\n");
    Files.writeString(in.resolve("c.tsv"), "text\nGood.\n");
    Files.writeString(in.resolve("d.jsonl"), "{\"text\": \"Good.\"}\n");
    Path out = folder.resolve("out");

    String said = run(in + "/*", out.toString());

    assertThat(said)
        .contains("skipped 2")
        .contains("tables need org.apache.commons:commons-csv, which is not on the class path");
    assertThat(out.resolve("a.txt.xmi")).exists();
    assertThat(out.resolve("d.jsonl/000000/d-0000001.xmi")).exists();
    assertThat(out.resolve("b.csv")).doesNotExist();
  }

  private String run(String... arguments) throws Exception {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(
                entry ->
                    Arrays.stream(NEEDED)
                        .anyMatch(Path.of(entry).getFileName().toString()::contains))
            .collect(Collectors.joining(File.pathSeparator));
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classPath,
            ReadAndWrite.class.getName());
    java.command().addAll(Arrays.asList(arguments));
    Process process = java.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
