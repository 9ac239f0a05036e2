package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real command line, with its output on a disk that is too small, and then is not. */
@Timeout(600)
class FullDiskTest {

  private static final int TEXTS = 60;

  @TempDir Path folder;

  @Test
  void aRunThatFilledTheDiskGoesOnWhenThereIsSpace() throws Exception {
    Path in = Files.createDirectory(folder.resolve("in"));
    for (int i = 100; i < 100 + TEXTS; i++) {
      String text = "The film was good, number " + i + ". It was not very bad. ";
      Files.writeString(in.resolve(i + ".txt"), text.repeat(1 + i % 5));
    }
    Path model = TinyModel.write(folder);
    Path undisturbed = folder.resolve("undisturbed");
    assertThat(CommandRun.with(new SafrPipelines(), arguments(in, undisturbed, model)).exitCode())
        .isZero();
    SortedMap<String, String> whole = Folders.content(undisturbed);

    Path disk = Files.createDirectory(folder.resolve("disk"));
    Path results = Files.createDirectory(folder.resolve("results"));
    List<SmallDisk.Run> runs =
        SmallDisk.run(
            disk, results, List.of("size=400k", "size=64m", "ro"), arguments(in, disk, model));

    SmallDisk.Run full = runs.get(0);
    assertThat(full.exitCode()).as(full.err()).isEqualTo(1);
    assertThat(full.err())
        .containsOnlyOnce("No space left on device")
        .contains("Check the folder and the space on its disk")
        .doesNotContain("skipped", "Annotated ", "Exception");
    SortedMap<String, String> left = Folders.content(full.files());
    assertThat(left).hasSizeBetween(3, TEXTS);
    for (Map.Entry<String, String> file : left.entrySet()) {
      if (!file.getKey().startsWith(".safr/")) {
        assertThat(file.getValue()).as(file.getKey()).isEqualTo(whole.get(file.getKey()));
      }
    }
    assertThat(left.keySet()).noneMatch(name -> name.endsWith(".part"));

    SmallDisk.Run resumed = runs.get(1);
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(Folders.content(resumed.files())).isEqualTo(whole);

    SmallDisk.Run readOnly = runs.get(2);
    assertThat(readOnly.exitCode()).isEqualTo(1);
    assertThat(readOnly.err())
        .contains("' cannot be written to (Read-only file system). Choose another,");
  }

  private static Object[] arguments(Path in, Path out, Path model) throws IOException {
    return new Object[] {
      "annotate",
      "--reproducible",
      "--resume",
      "--threads",
      4,
      "--device",
      "cpu",
      "--model",
      model,
      "--input",
      in,
      "--output",
      out
    };
  }
}
