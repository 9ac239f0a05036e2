package io.github.safr.network;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Weights, outputs, losses and gradients of the paper's own code on a tiny model. */
final class PaperGolden {

  static final int WIDTH = 8;

  private final JsonObject json;

  private PaperGolden(JsonObject json) {
    this.json = json;
  }

  static PaperGolden read() throws IOException {
    try (Reader reader =
        new InputStreamReader(
            PaperGolden.class.getResourceAsStream("paper-golden.json"), StandardCharsets.UTF_8)) {
      return new PaperGolden(new Gson().fromJson(reader, JsonObject.class));
    }
  }

  WordArchitecture architecture() {
    return new WordArchitecture(12, 3, WIDTH, 2, 1, 16, true, false, 5, 0, 6, 0.1, true);
  }

  double number(String section, String name) {
    return json.getAsJsonObject(section).get(name).getAsDouble();
  }

  double number(String name) {
    return json.get(name).getAsDouble();
  }

  Weight array(String section, String name) {
    return weight(json.getAsJsonObject(section).get(name));
  }

  int[] integers(String name) {
    float[] values = weight(json.get(name)).values();
    int[] integers = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      integers[i] = Math.round(values[i]);
    }
    return integers;
  }

  /** Arrays of {@code weights} or {@code gradients_of_total_loss} under this project's names. */
  Map<String, Weight> parameters(String section) {
    Map<String, Weight> renamed = new LinkedHashMap<>();
    renamed.put("embedding", array(section, "embedding.weight"));
    dense(renamed, section, "vmask.linear_layer", "mask.hidden");
    dense(renamed, section, "vmask.hidden2p", "mask.output");
    renamed.put(
        "block1.attention.input.kernel",
        joined(
            transposed(array(section, "layers.0.attention.query.weight")),
            transposed(array(section, "layers.0.attention.key.weight")),
            transposed(array(section, "layers.0.attention.value.weight"))));
    renamed.put(
        "block1.attention.input.bias",
        joined(
            array(section, "layers.0.attention.query.bias"),
            array(section, "layers.0.attention.key.bias"),
            array(section, "layers.0.attention.value.bias")));
    dense(renamed, section, "layers.0.attention.out", "block1.attention.output");
    norm(renamed, section, "layers.0.norm1", "block1.norm1");
    dense(renamed, section, "layers.0.ff.linear1", "block1.ffn.inner");
    dense(renamed, section, "layers.0.ff.linear2", "block1.ffn.outer");
    norm(renamed, section, "layers.0.norm2", "block1.norm2");
    dense(renamed, section, "fc", "classifier");
    return renamed;
  }

  private void dense(Map<String, Weight> renamed, String section, String theirs, String ours) {
    renamed.put(ours + ".kernel", transposed(array(section, theirs + ".weight")));
    renamed.put(ours + ".bias", array(section, theirs + ".bias"));
  }

  private void norm(Map<String, Weight> renamed, String section, String theirs, String ours) {
    renamed.put(ours + ".scale", array(section, theirs + ".weight"));
    renamed.put(ours + ".shift", array(section, theirs + ".bias"));
  }

  private static Weight weight(JsonElement element) {
    List<Float> values = new ArrayList<>();
    flatten(element, values);
    List<Long> shape = new ArrayList<>();
    for (JsonElement e = element; e.isJsonArray(); e = e.getAsJsonArray().get(0)) {
      shape.add((long) e.getAsJsonArray().size());
    }
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return new Weight(shape.stream().mapToLong(Long::longValue).toArray(), array);
  }

  private static void flatten(JsonElement element, List<Float> values) {
    if (element instanceof JsonArray array) {
      array.forEach(e -> flatten(e, values));
    } else {
      values.add(element.getAsFloat());
    }
  }

  private static Weight transposed(Weight kernel) {
    int rows = (int) kernel.shape()[0];
    int columns = (int) kernel.shape()[1];
    float[] values = new float[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        values[j * rows + i] = kernel.values()[i * columns + j];
      }
    }
    return new Weight(new long[] {columns, rows}, values);
  }

  /** Side by side along the last dimension. */
  private static Weight joined(Weight... parts) {
    long[] shape = parts[0].shape().clone();
    int last = shape.length - 1;
    int columns = (int) shape[last];
    int rows = parts[0].values().length / columns;
    shape[last] = (long) columns * parts.length;
    float[] values = new float[rows * columns * parts.length];
    for (int row = 0; row < rows; row++) {
      for (int p = 0; p < parts.length; p++) {
        System.arraycopy(
            parts[p].values(), row * columns, values, (row * parts.length + p) * columns, columns);
      }
    }
    return new Weight(shape, values);
  }
}
