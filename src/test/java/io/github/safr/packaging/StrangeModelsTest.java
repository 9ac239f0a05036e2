package io.github.safr.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.testing.RandomModel;
import io.github.safr.testing.TinyModel;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models that are damaged, or made to do damage, in JVMs of their own. A long run tries thousands
 * of them: {@code mvn test -Dtest=StrangeModelsTest -Dsafr.mutations=5000}.
 */
@DisplayName("A model from a stranger")
class StrangeModelsTest {

  private static final long SEED = 1;
  private static final int BYTES = 100;

  /** Networks that are changed and have checksums that are right. */
  private static final int MUTATIONS = Integer.getInteger("safr.mutations", 100);

  /** In one JVM, which has four minutes. */
  private static final int AT_ONCE = 200;

  private static final List<String> FILES =
      List.of("model.json", "saved_model.pb", "vocabulary.txt", "MODEL_CARD.md");

  /** Jars of TensorFlow's library for a platform. */
  private static final String NATIVES = ".*tensorflow-core-native-[0-9.]+-[a-z]+-.*\\.jar";

  @TempDir Path folder;

  @Test
  void thatIsDamagedIsRefusedBeforeTensorFlowIsLoaded() throws Exception {
    Path model = TinyModel.write(folder);
    Path work = Files.createDirectory(folder.resolve("work"));
    List<String> lines =
        new ChildJvm(folder).run(DamagedModels.class, classPath(false), model, work, SEED, BYTES);

    assertThat(lines).noneMatch(line -> line.startsWith("!"));
    Map<String, Integer> outcomes = outcomes(lines);
    assertThat(outcomes)
        .containsEntry("whole passes", 2)
        .containsEntry("with other files passes", 1);
    for (String file : FILES) {
      assertThat(outcomes)
          .containsEntry(file + " cut refused", BYTES + 1)
          .containsEntry(file + " emptied refused", 1)
          .containsEntry(file + " missing refused", 1)
          .containsEntry(file + " a folder refused", 1)
          .containsEntry(file + " a link outside refused", 1)
          .containsEntry(file + " a link to nothing refused", 1)
          .containsEntry(file + " a device refused", 1)
          .containsEntry(file + " a pipe refused", 1);
    }
    for (String file : FILES.subList(1, FILES.size())) {
      assertThat(outcomes).containsEntry(file + " flipped refused", BYTES);
    }
    // Other labels are other labels: only a signature tells who wrote them.
    assertThat(outcomes).containsKey("model.json flipped refused");
    assertThat(outcomes).doesNotContainKey("model.json passes with other files");
  }

  @Test
  void thatHasChecksumsOfItsOwnEndsNoJvm() throws Exception {
    Path pieces = RandomModel.ofPieces(folder);
    Path words = RandomModel.ofWords(folder, true);
    Path work = Files.createDirectory(folder.resolve("work"));
    Map<String, Integer> outcomes = new TreeMap<>();
    for (int first = 0; first < MUTATIONS; first += AT_ONCE) {
      int count = Math.min(AT_ONCE, MUTATIONS - first);
      List<String> lines =
          new ChildJvm(folder)
              .run(MutatedNetworks.class, classPath(true), work, SEED, first, count, pieces, words);
      assertThat(lines).noneMatch(line -> line.startsWith("case"));
      outcomes(lines).forEach((outcome, times) -> outcomes.merge(outcome, times, Integer::sum));
    }
    System.out.println(MUTATIONS + " networks: " + outcomes);
    assertThat(outcomes.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(MUTATIONS);
    assertThat(outcomes).containsKeys("refused: foreign", "refused: does not fit", "works");
  }

  private static Map<String, Integer> outcomes(List<String> lines) {
    Map<String, Integer> outcomes = new TreeMap<>();
    for (String line : lines) {
      int equals = line.lastIndexOf('=');
      outcomes.put(line.substring(0, equals), Integer.valueOf(line.substring(equals + 1)));
    }
    return outcomes;
  }

  private static List<Path> classPath(boolean natives) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> natives || !entry.matches(NATIVES))
        .map(Path::of)
        .toList();
  }
}
