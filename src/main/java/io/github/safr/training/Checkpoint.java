package io.github.safr.training;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import io.github.safr.network.TrainingGraph;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The state of a training on disk: weights with the optimiser's memory, in one directory for each
 * step at which they were saved, and {@code state.json}, which is replaced atomically and last. A
 * run that is killed at any moment leaves the state that it wrote last.
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
   * @param partial what the epoch that is not finished yet came to
   * @param bestEpoch epoch whose weights are the best so far, 0 before the first ends
   * @param bestStep the step that it ended with
   * @param history a report of every finished epoch
   */
  record State(
      Map<String, Object> fingerprint,
      long step,
      EpochMeter.Sums partial,
      int bestEpoch,
      long bestStep,
      List<EpochReport> history) {

    /** The state in which a run begins. */
    static State first(Map<String, Object> fingerprint) {
      return new State(fingerprint, 0, EpochMeter.Sums.NONE, 0, 0, List.of());
    }

    /** The state after some more steps of an epoch. */
    State within(long step, EpochMeter.Sums partial) {
      return new State(fingerprint, step, partial, bestEpoch, bestStep, history);
    }

    /** The state after an epoch. */
    State after(long step, EpochReport report) {
      List<EpochReport> all = new ArrayList<>(history);
      all.add(report);
      return new State(
          fingerprint,
          step,
          EpochMeter.Sums.NONE,
          report.best() ? report.epoch() : bestEpoch,
          report.best() ? step : bestStep,
          all);
    }

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
          && state.partial() != null
          && state.partial().loss() != null
          && state.step() >= 1
          && state.bestEpoch() >= Math.min(1, state.epoch())
          && state.bestEpoch() <= state.epoch()) {
        return state;
      }
      throw damaged(null);
    } catch (JsonParseException e) {
      throw damaged(e);
    }
  }

  /** Saves the weights of the step that the state ends with, then the state, then tidies up. */
  void write(State state, TrainingGraph graph) throws IOException {
    Path folder = folder(state.step());
    // A run that was killed here may have left a part of the same step.
    Directories.delete(folder);
    Files.createDirectories(folder);
    try {
      graph.save(folder.resolve("weights"));
    } catch (RuntimeException e) {
      // TensorFlow's own exceptions; what it wrote so far would only take the space.
      Directories.delete(folder);
      throw (IOException)
          new FileSystemException(folder.toString(), null, "the weights cannot be saved")
              .initCause(e);
    }
    Path temporary = directory.resolve(STATE + ".part");
    try {
      Files.writeString(temporary, GSON.toJson(state));
      Files.move(
          temporary,
          directory.resolve(STATE),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Directories.at(temporary, e);
    }
    keepOnly(new HashSet<>(List.of(folder(state.step()), folder(state.bestStep()))));
  }

  /**
   * Sets a graph to the weights of a step.
   *
   * @throws IOException if they are missing or damaged
   */
  void restore(long step, TrainingGraph graph) throws IOException {
    try {
      graph.restore(folder(step).resolve("weights"));
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
        boolean ours = folder.getFileName().toString().matches("step-\\d+");
        if (ours && !needed.contains(folder)) {
          Directories.delete(folder);
        }
      }
    }
  }

  private IOException damaged(@Nullable Exception cause) {
    return new IOException(
        "The checkpoint in '" + directory + "' is damaged. Delete it and start again.", cause);
  }

  private Path folder(long step) {
    return directory.resolve("step-" + step);
  }
}
