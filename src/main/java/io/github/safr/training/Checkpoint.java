package io.github.safr.training;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.safr.network.TrainingGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The state of a training on disk: weights with the optimiser's memory in one directory an epoch,
 * and {@code state.json}, which is replaced atomically and last. A run that is killed at any moment
 * leaves the state of its last whole epoch.
 */
final class Checkpoint {

  private static final String STATE = "state.json";
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().serializeSpecialFloatingPointValues().create();

  /**
   * What is written beside the weights.
   *
   * @param fingerprint the options and data of the run
   * @param step steps made
   * @param bestEpoch epoch whose weights are the best so far
   * @param history a report of every finished epoch
   */
  record State(
      Map<String, Object> fingerprint, long step, int bestEpoch, List<EpochReport> history) {

    int epoch() {
      return history.size();
    }

    EpochReport best() {
      return history.get(bestEpoch - 1);
    }
  }

  private final Path directory;

  Checkpoint(Path directory) {
    this.directory = directory;
  }

  /** Whether there is a state to go on from. */
  boolean exists() {
    return Files.exists(directory.resolve(STATE));
  }

  State read() throws IOException {
    return GSON.fromJson(Files.readString(directory.resolve(STATE)), State.class);
  }

  /** Saves the weights of the epoch that the state ends with, then the state, then tidies up. */
  void write(State state, TrainingGraph graph) throws IOException {
    Path folder = folder(state.epoch());
    Files.createDirectories(folder);
    graph.save(folder.resolve("weights"));
    Path temporary = directory.resolve(STATE + ".part");
    Files.writeString(temporary, GSON.toJson(state));
    Files.move(
        temporary,
        directory.resolve(STATE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    Set<Path> needed = new TreeSet<>(List.of(folder(state.epoch()), folder(state.bestEpoch())));
    try (Stream<Path> folders = Files.list(directory)) {
      for (Path old : folders.filter(Files::isDirectory).toList()) {
        if (!needed.contains(old)) {
          Directories.delete(old);
        }
      }
    }
  }

  void restore(int epoch, TrainingGraph graph) {
    graph.restore(folder(epoch).resolve("weights"));
  }

  /** Removes the checkpoint: the model is finished. */
  void delete() throws IOException {
    Directories.delete(directory);
  }

  private Path folder(int epoch) {
    return directory.resolve("epoch-" + epoch);
  }
}
