package io.github.safr.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real disk, in memory, that is too small for what is written to it. It is mounted where only the
 * command and its shell see it (Linux's mount namespaces, which need no rights on most systems) and
 * is gone with them. Where that is not possible, tests are skipped.
 */
final class SmallDisk {

  /** What the disk shows that it cannot be made here. */
  private static final int NO_DISK = 99;

  private static final long PATIENCE_SECONDS = 240;

  /** Runs the same command again and again, with the disk as it is to be before each time. */
  private static final String SCRIPT =
      """
      disk=$1; results=$2; states=$3; shift 3
      mount -t tmpfs -o size=4k tmpfs "$disk" || exit 99
      run=0
      for state in $states; do
        mount -o remount,$state "$disk" || exit 99
        "$@" >/dev/null 2>"$results/err$run"
        echo $? >"$results/code$run"
        cp -R "$disk" "$results/files$run"
        run=$((run + 1))
      done
      """;

  /**
   * What a command did.
   *
   * @param files copy of all that was on the disk then
   */
  record Run(int exitCode, String err, Path files) {}

  private SmallDisk() {}

  /**
   * Runs a command several times.
   *
   * @param disk folder on which the disk is mounted
   * @param states options of the mount before each run, as {@code size=1m} or {@code ro}
   * @param arguments of the command
   */
  static List<Run> run(Path disk, Path results, List<String> states, Object... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--mount"));
    command.addAll(List.of("sh", "-c", SCRIPT, "sh", disk.toString(), results.toString()));
    command.add(String.join(" ", states));
    command.addAll(ChildCommand.commandLine(arguments));
    Path log = Files.createTempFile(results, "log", ".txt");
    int exitCode = NO_DISK;
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      try {
        exitCode =
            process.waitFor(PATIENCE_SECONDS * states.size(), TimeUnit.SECONDS)
                ? process.exitValue()
                : -1;
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      // There is no such program here.
      Files.writeString(log, e.getMessage());
    }
    assumeTrue(
        exitCode == 0, "No small disk can be mounted here: " + Files.readString(log).strip());
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      runs.add(
          new Run(
              Integer.parseInt(Files.readString(results.resolve("code" + i)).strip()),
              Files.readString(results.resolve("err" + i)),
              results.resolve("files" + i)));
    }
    return runs;
  }
}
