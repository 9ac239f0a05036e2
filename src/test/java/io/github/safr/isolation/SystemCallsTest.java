package io.github.safr.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.safr.testing.TinyModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the operating system is asked for while commands are at work, in Java and in the libraries
 * below it: {@code annotate} with a report, {@code atlas}, {@code train}, {@code evaluate} and
 * {@code info}, in a JVM that lets nothing be deserialized. Needs {@code strace}.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SystemCallsTest {

  private static final String CALLS =
      "connect,bind,listen,sendto,sendmsg,sendmmsg,open,openat,creat,mkdir,mkdirat,rename,renameat,"
          + "renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat";

  /** Folders of the JVM, of JavaCPP and of JNA: the native libraries that they unpack. */
  private static final List<String> OF_OTHERS =
      List.of(
          System.getProperty("user.home") + "/.javacpp/",
          System.getProperty("user.home") + "/.cache/JNA/",
          "/tmp/hsperfdata_",
          "/dev/",
          "/proc/self/");

  private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  private Path temporary;
  private Path calls;
  private Path home;

  @BeforeAll
  void runCommands(@TempDir Path folder) throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "strace"))),
        "strace is not installed; nobody watched what the commands ask the system for");
    home = folder.toRealPath();
    temporary = Files.createDirectory(home.resolve("tmp"));
    calls = home.resolve("calls.txt");
    Path model = TinyModel.write(home);
    Path in = Files.createDirectory(home.resolve("in"));
    Files.writeString(in.resolve("a.txt"), "The film was very good. I liked it.");
    Files.writeString(in.resolve("b.xmi"), xmi());
    Files.writeString(in.resolve("c.tsv"), "text\nNot good, not bad.\n");
    Path labelled =
        Files.writeString(
            home.resolve("labelled.tsv"), "good\tThe film was good.\nbad\tIt was bad.\n".repeat(5));

    List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-s", "4096"));
    command.addAll(List.of("-e", "trace=" + CALLS, "-e", "signal=none", "-o", calls.toString()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx1g", "-Djdk.serialFilter=!*"));
    command.addAll(List.of("-Djava.io.tmpdir=" + temporary));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Commands.class.getName()));
    command.addAll(words("info ;"));
    command.addAll(
        words("annotate --input %s/* --output out --model %s --report report ;", in, model));
    command.addAll(words("atlas --input out --output atlas.html ;"));
    command.addAll(
        words(
            "train --encoder word --train %s --dev %s --output trained --epochs 1 --min-count 1 ;",
            labelled, labelled));
    command.addAll(words("evaluate --model trained --data %s --output evaluated", labelled));
    Path told = home.resolve("told.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(told.toFile())
            .start();
    try {
      assertThat(process.waitFor(4, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(told)).isZero();
    assertThat(home.resolve("report/index.html")).exists();
    assertThat(home.resolve("trained/model.json")).exists();
  }

  @Test
  void noPacketLeavesTheProcess() throws IOException {
    assertThat(calls())
        .filteredOn(
            call -> call.matches("\\d+ +(connect|bind|listen|sendto|sendmsg|sendmmsg)\\(.*"))
        .as("sockets other than those to programs of this machine")
        .allMatch(call -> call.contains("AF_UNIX"));
  }

  @Test
  void nothingIsWrittenButWhatWasAskedForAndLibraries() throws IOException {
    List<String> outside = new ArrayList<>();
    int inside = 0;
    for (String call : calls()) {
      boolean reads =
          call.matches("\\d+ +open(at)?\\(.*") && !call.matches(".*O_(WRONLY|RDWR|CREAT).*");
      boolean writes =
          call.matches("\\d+ +(open|openat|creat|mkdir|rename|link|symlink|unlink)\\w*\\(.*");
      if (!writes || reads || call.contains("= -1 ")) {
        continue;
      }
      Matcher name = QUOTED.matcher(call);
      while (name.find()) {
        Path path = home.resolve(name.group(1)).normalize();
        if (path.startsWith(home)) {
          inside++;
        } else if (OF_OTHERS.stream().noneMatch(path.toString()::startsWith)) {
          outside.add(call);
        }
      }
    }
    assertThat(outside).isEmpty();
    assertThat(inside).as("the watch sees what is written").isGreaterThan(10);
  }

  @Test
  void nothingStaysInTheTemporaryFolder() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      assertThat(files).isEmpty();
    }
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(calls, StandardCharsets.ISO_8859_1);
  }

  private static List<String> words(String line, Object... arguments) {
    return List.of(line.formatted(arguments).split(" "));
  }

  private static String xmi() {
    return "<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\""
        + " xmi:version=\"2.0\"><cas:NULL xmi:id=\"0\"/><cas:Sofa xmi:id=\"1\" sofaNum=\"1\""
        + " sofaID=\"_InitialView\" mimeType=\"text\" sofaString=\"It was good.\"/>"
        + "<cas:View sofa=\"1\" members=\"\"/></xmi:XMI>";
  }
}
