package io.github.safr.training;

import com.google.gson.Gson;
import io.github.safr.model.ModelManifest;
import io.github.safr.model.WordPieceEncoder;
import io.github.safr.network.Architecture;
import io.github.safr.network.PieceArchitecture;
import io.github.safr.network.WordArchitecture;
import org.jspecify.annotations.Nullable;

/** The shape of a finished model's network, from what the model says of itself. */
public final class Architectures {

  private static final Gson GSON = new Gson();

  private Architectures() {}

  /**
   * The shape.
   *
   * @throws IllegalArgumentException if the model does not say, or says what cannot be
   */
  public static Architecture of(ModelManifest manifest) {
    boolean pieces = manifest.tokenizer().equals(WordPieceEncoder.KIND);
    try {
      Architecture architecture =
          GSON.fromJson(
              GSON.toJsonTree(manifest.architecture()),
              pieces ? PieceArchitecture.class : WordArchitecture.class);
      if (architecture != null) {
        return architecture;
      }
    } catch (RuntimeException e) {
      // Not only Gson's own: it wraps what the checks of a record say.
      throw unknown(manifest, e);
    }
    throw unknown(manifest, null);
  }

  private static IllegalArgumentException unknown(
      ModelManifest manifest, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "The model '"
            + manifest.name()
            + "' does not tell the shape of its network. Train it again.",
        cause);
  }
}
