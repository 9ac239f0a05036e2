package io.github.safr.pretrained;

import static io.github.safr.pretrained.MiniLm.INNER_WIDTH;
import static io.github.safr.pretrained.MiniLm.LAYERS;
import static io.github.safr.pretrained.MiniLm.PIECES;
import static io.github.safr.pretrained.MiniLm.POSITIONS;
import static io.github.safr.pretrained.MiniLm.WIDTH;

import io.github.safr.network.Weight;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gives the weights of the exported encoder this project's names and shapes. */
final class MiniLmWeights {

  private static final int TOKEN_TYPES = 2;

  private final OnnxFile file;
  private final Map<String, Weight> weights = new LinkedHashMap<>();

  private MiniLmWeights(OnnxFile file) {
    this.file = file;
  }

  /**
   * The weights by name, as {@link MiniLm#weights()} lists them. Those that change neither name nor
   * shape share their values with the file.
   *
   * @throws IOException if a weight is missing or has another shape
   */
  static Map<String, Weight> of(OnnxFile file) throws IOException {
    MiniLmWeights weights = new MiniLmWeights(file);
    weights.embeddings();
    for (int layer = 0; layer < LAYERS; layer++) {
      weights.block("block" + (layer + 1), "encoder/layer." + layer);
    }
    return Collections.unmodifiableMap(weights.weights);
  }

  private void embeddings() throws IOException {
    weights.put("embedding", file.weight("embeddings.word_embeddings.weight", PIECES, WIDTH));
    weights.put("position", positions());
    norm("embedding.norm", "embeddings/LayerNorm");
  }

  private void block(String name, String path) throws IOException {
    attentionInput(name + ".attention.input", path + "/attention/self");
    linear(name + ".attention.output", path + "/attention/output/dense", WIDTH, WIDTH);
    norm(name + ".norm1", path + "/attention/output/LayerNorm");
    linear(name + ".ffn.inner", path + "/intermediate/dense", WIDTH, INNER_WIDTH);
    linear(name + ".ffn.outer", path + "/output/dense", INNER_WIDTH, WIDTH);
    norm(name + ".norm2", path + "/output/LayerNorm");
  }

  /** A text is all of one type, so that the vector of type 0 is part of every position's. */
  private Weight positions() throws IOException {
    float[] values =
        file.weight("embeddings.position_embeddings.weight", POSITIONS, WIDTH).values().clone();
    float[] types =
        file.weight("embeddings.token_type_embeddings.weight", TOKEN_TYPES, WIDTH).values();
    for (int i = 0; i < values.length; i++) {
      values[i] += types[i % WIDTH];
    }
    return new Weight(new long[] {POSITIONS, WIDTH}, values);
  }

  private void attentionInput(String name, String path) throws IOException {
    String[] parts = {path + "/query", path + "/key", path + "/value"};
    float[] kernel = new float[WIDTH * WIDTH * parts.length];
    float[] bias = new float[WIDTH * parts.length];
    for (int part = 0; part < parts.length; part++) {
      float[] columns = kernel(parts[part], WIDTH, WIDTH).values();
      for (int row = 0; row < WIDTH; row++) {
        int to = (row * parts.length + part) * WIDTH;
        System.arraycopy(columns, row * WIDTH, kernel, to, WIDTH);
      }
      System.arraycopy(bias(parts[part], WIDTH).values(), 0, bias, part * WIDTH, WIDTH);
    }
    weights.put(
        name + ".kernel", new Weight(new long[] {WIDTH, (long) WIDTH * parts.length}, kernel));
    weights.put(name + ".bias", new Weight(new long[] {(long) WIDTH * parts.length}, bias));
  }

  private void linear(String name, String path, int inputs, int outputs) throws IOException {
    weights.put(name + ".kernel", kernel(path, inputs, outputs));
    weights.put(name + ".bias", bias(path, outputs));
  }

  private void norm(String name, String path) throws IOException {
    weights.put(name + ".scale", file.weight(dotted(path) + ".weight", WIDTH));
    weights.put(name + ".shift", bias(path, WIDTH));
  }

  private Weight kernel(String path, int inputs, int outputs) throws IOException {
    return file.kernel("/" + path + "/MatMul", inputs, outputs);
  }

  private Weight bias(String path, int width) throws IOException {
    return file.weight(dotted(path) + ".bias", width);
  }

  /** Weights have dots in their names where nodes have slashes. */
  private static String dotted(String path) {
    return path.replace('/', '.');
  }
}
