package io.github.safr.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A program in a JVM of its own, with just the class path that it is given. */
final class ChildJvm {

  private static final long PATIENCE_SECONDS = 240;

  private final Path folder;
  private final List<String> options;

  /**
   * @param folder for the program's class and what it prints
   * @param options of the JVM
   */
  ChildJvm(Path folder, String... options) {
    this.folder = folder;
    this.options = List.of(options);
  }

  /**
   * Runs a class of the tests, which gets onto the class path alone and without its neighbours.
   *
   * @return the lines that it printed
   */
  List<String> run(Class<?> program, List<Path> classPath, Object... arguments) throws Exception {
    List<Path> whole = new ArrayList<>(classPath);
    whole.add(alone(program));
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx1g"));
    command.addAll(options);
    command.add("-cp");
    command.add(whole.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(program.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("has ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue())
        .as("exit code of %s: %s", program.getSimpleName(), Files.readString(err))
        .isZero();
    return Files.readAllLines(out);
  }

  private Path alone(Class<?> program) throws IOException {
    Path root = folder.resolve(program.getSimpleName());
    String name = program.getName().replace('.', '/') + ".class";
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    try (InputStream in = program.getResourceAsStream("/" + name)) {
      Files.write(file, in.readAllBytes());
    }
    return root;
  }
}
