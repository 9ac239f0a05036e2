package io.github.safr.testing;

import io.github.safr.model.Checksums;
import io.github.safr.model.ModelDirectory;
import io.github.safr.model.ModelManifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;

/** Models that somebody has changed who knows how to make their checksums right again. */
public final class ForgedModel {

  private ForgedModel() {}

  /** A copy of a model, in a new directory below a folder. */
  public static Path copy(Path model, Path parent) {
    try (Stream<Path> files = Files.list(model)) {
      Path copy = Files.createTempDirectory(parent, "forged");
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts something in the place of a model's network, and its checksum into the description. */
  public static void setNetwork(Path directory, byte[] bytes) {
    setFile(directory, ModelDirectory.NETWORK, bytes);
  }

  /** Puts something in the place of one of a model's files, and its checksum too. */
  public static void setFile(Path directory, String name, byte[] bytes) {
    try {
      Path file = directory.resolve(name);
      String before = Checksums.sha256(file);
      Files.write(file, bytes);
      Path manifest = directory.resolve(ModelManifest.FILE);
      Files.writeString(
          manifest, Files.readString(manifest).replace(before, Checksums.sha256(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The network of a model, as it was saved. */
  public static SavedModel network(Path directory) {
    try {
      return SavedModel.parseFrom(Files.readAllBytes(directory.resolve(ModelDirectory.NETWORK)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes what a model's file holds beside and around the graph. */
  public static void changeMeta(Path directory, UnaryOperator<MetaGraphDef.Builder> change) {
    SavedModel.Builder model = network(directory).toBuilder();
    change.apply(model.getMetaGraphsBuilder(0));
    setNetwork(directory, model.build().toByteArray());
  }

  /** Changes the graph of a model. */
  public static void changeGraph(Path directory, UnaryOperator<GraphDef.Builder> change) {
    changeMeta(
        directory,
        meta -> {
          change.apply(meta.getGraphDefBuilder());
          return meta;
        });
  }
}
