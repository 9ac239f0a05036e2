package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real command line in a JVM of its own, which may be killed. */
final class ChildCommand implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 240;

  private final Process process;
  private final Path err;

  private ChildCommand(Process process, Path err) {
    this.process = process;
    this.err = err;
  }

  /**
   * Starts a command.
   *
   * @param folder for what it prints
   */
  static ChildCommand start(Path folder, Object... arguments) throws IOException {
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process =
        new ProcessBuilder(commandLine(arguments))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err.toFile())
            .start();
    return new ChildCommand(process, err);
  }

  /** How to start a command. */
  static List<String> commandLine(Object... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                SafrCommand.class.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return command;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Stops its clock: it is there, with all its locks, and does nothing until it is killed. */
  void freeze() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-STOP", String.valueOf(process.pid())).start().waitFor();
  }

  /** As {@code kill -9} does it. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As {@code kill}, or the end of a session, does it. */
  void terminate() throws InterruptedException {
    process.destroy();
    await();
  }

  /** Waits for its end and tells its exit code. */
  int await() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("has ended").isTrue();
    return process.exitValue();
  }

  /** What it wrote to standard error so far. */
  String err() throws IOException {
    return Files.readString(err);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
