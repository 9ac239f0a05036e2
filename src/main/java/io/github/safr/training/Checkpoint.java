package io.github.safr.training;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import io.github.safr.network.TrainingGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The state of a training on disk: weights with the optimiser's memory in one directory an epoch,
 * and {@code state.json}, which is replaced atomically and last. A run that is killed at any moment
 * leaves the state of its last whole epoch.
 */
final class Checkpoint {

  private static final String STATE = "state.json";
  private static final Gson GSON =
      new GsonBuilder()
          .setPrettyPrinting()
          .serializeSpecialFloatingPointValues()
          .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
          .create();

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

  /**
   * Reads the state.
   *
   * @throws IOException if it cannot be read or is damaged
   */
  State read() throws IOException {
    try {
      State state = GSON.fromJson(Files.readString(directory.resolve(STATE)), State.class);
      if (state != null
          && state.fingerprint() != null
          && state.history() != null
          && state.bestEpoch() >= 1
          && state.bestEpoch() <= state.epoch()) {
        return state;
      }
      throw damaged(null);
    } catch (JsonParseException e) {
      throw damaged(e);
    }
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
    keepOnly(Set.copyOf(List.of(folder(state.epoch()), folder(state.bestEpoch()))));
  }

  /**
   * Sets a graph to the weights of an epoch.
   *
   * @throws IOException if they are missing or damaged
   */
  void restore(int epoch, TrainingGraph graph) throws IOException {
    try {
      graph.restore(folder(epoch).resolve("weights"));
    } catch (RuntimeException e) {
      throw damaged(e);
    }
  }

  /** Removes the checkpoint, and the directory if nothing else is in it. */
  void delete() throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    Files.deleteIfExists(directory.resolve(STATE));
    Files.deleteIfExists(directory.resolve(STATE + ".part"));
    keepOnly(Set.of());
    try (Stream<Path> rest = Files.list(directory)) {
      if (rest.findAny().isPresent()) {
        return;
      }
    }
    Files.delete(directory);
  }

  private void keepOnly(Set<Path> needed) throws IOException {
    try (Stream<Path> folders = Files.list(directory)) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        boolean ours = folder.getFileName().toString().matches("epoch-\\d+");
        if (ours && !needed.contains(folder)) {
          Directories.delete(folder);
        }
      }
    }
  }

  private IOException damaged(Exception cause) {
    return new IOException(
        "The checkpoint in '" + directory + "' is damaged. Delete it and start again.", cause);
  }

  private Path folder(int epoch) {
    return directory.resolve("epoch-" + epoch);
  }
}
