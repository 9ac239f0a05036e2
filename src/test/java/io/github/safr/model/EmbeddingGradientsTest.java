package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.safr.model.InnerNetwork.Values;
import io.github.safr.model.UnitWindows.Batch;
import io.github.safr.model.UnitWindows.Part;
import io.github.safr.tensorflow.InnerTensors;
import io.github.safr.tensorflow.TokenBatch;
import io.github.safr.testing.RandomModel;
import io.github.safr.testing.TinyModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Central differences. Steps are short, since the neurons of networks of words have a kink at zero,
 * so that single precision leaves about three digits.
 */
@DisplayName("Gradients of a frozen network")
class EmbeddingGradientsTest {

  /** Step in relation to the size of the embedding. */
  private static final float STEP = 1e-3f;

  /** Of one window, of one that is full, and of several. */
  private static final List<Integer> LENGTHS = List.of(3, 7, 20);

  enum Kind {
    WORDS {
      @Override
      Path write(Path parent) {
        return TinyModel.write(parent);
      }
    },
    PADDED_WORDS {
      @Override
      Path write(Path parent) {
        return RandomModel.ofWords(parent, true);
      }
    },
    PIECES {
      @Override
      Path write(Path parent) {
        return RandomModel.ofPieces(parent);
      }
    };

    abstract Path write(Path parent);
  }

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Kind.class)
  void areWhatTheLogitsDoWhenTheEmbeddingMoves(Kind kind) {
    ModelDirectory directory = ModelDirectory.open(kind.write(folder));
    try (InnerNetwork network = open(directory)) {
      Random random = new Random(11);
      for (Batch batch : cut(directory).batches()) {
        TokenBatch tokens = batch.tokens();
        Values embedding = network.read(InnerTensors.EMBEDDING, tokens);
        Values weights = random(random, tokens.rows(), 2);
        Values gradient = network.gradient(tokens, embedding, weights);
        assertThat(gradient.shape()).containsExactly(embedding.shape());
        float step =
            (float) (STEP * Math.sqrt(dot(embedding, embedding) / size(embedding.shape())));
        for (int draw = 0; draw < 5; draw++) {
          Values direction = random(random, embedding.shape());
          double ahead = dot(weights, logits(network, tokens, embedding, direction, step));
          double behind = dot(weights, logits(network, tokens, embedding, direction, -step));
          assertThat(dot(gradient, direction))
              .isCloseTo((ahead - behind) / (2 * step), within(tolerance(gradient)));
        }
      }
    }
  }

  /** A token of several pieces or in several windows is scaled in all of them. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void timesInputAreWhatTheProbabilityDoesWhenATokenIsScaled(Kind kind) {
    ModelDirectory directory = ModelDirectory.open(kind.write(folder));
    try (InnerNetwork network = open(directory)) {
      UnitWindows units = cut(directory);
      int[] labels = {0, 1, 1};
      float[] zero = new float[EmbeddingGradients.padding(network).length];
      List<double[]> products =
          new EmbeddingGradients(network, units, labels).products(zero, 1, Reduction.SUM);
      double largest = 0;
      for (int unit = 0; unit < units.units(); unit++) {
        for (int token = 0; token < units.tokens(unit); token++) {
          double ahead = scaled(network, units, unit, token, 1 + STEP)[labels[unit]];
          double behind = scaled(network, units, unit, token, 1 - STEP)[labels[unit]];
          double expected = (ahead - behind) / (2 * STEP);
          largest = Math.max(largest, Math.abs(expected));
          assertThat(products.get(unit)[token]).isCloseTo(expected, within(3e-4));
        }
      }
      assertThat(largest).isGreaterThan(0.03);
    }
  }

  private static InnerNetwork open(ModelDirectory directory) {
    return new InnerNetwork(directory, DeviceChoice.CPU);
  }

  private static UnitWindows cut(ModelDirectory directory) {
    String[] words = {"unaffable", "film", "good", "bad", "zebra", "."};
    Random random = new Random(3);
    List<int[][]> units =
        LENGTHS.stream()
            .map(
                length ->
                    directory
                        .encoder()
                        .encode(
                            random
                                .ints(length, 0, words.length)
                                .mapToObj(word -> words[word])
                                .toList()))
            .toList();
    return new UnitWindows(units, directory.encoder(), directory.manifest());
  }

  private static double[] scaled(
      InnerNetwork network, UnitWindows units, int unit, int token, float factor) {
    UnitLogits logits = new UnitLogits(units.units());
    for (Batch batch : units.batches()) {
      TokenBatch tokens = batch.tokens();
      Values embedding = network.read(InnerTensors.EMBEDDING, tokens);
      int width = embedding.width();
      int stride = embedding.values().length / tokens.rows();
      for (int row = 0; row < tokens.rows(); row++) {
        Part part = batch.parts().get(row);
        int[] owners = part.sequence().owners();
        for (int piece = 0; piece < owners.length; piece++) {
          boolean ofToken = owners[piece] >= 0 && part.window().begin() + owners[piece] == token;
          if (part.unit() == unit && ofToken) {
            for (int i = 0; i < width; i++) {
              embedding.values()[row * stride + piece * width + i] *= factor;
            }
          }
        }
      }
      logits.add(batch, network.logits(tokens, Map.of(InnerTensors.EMBEDDING, embedding)));
    }
    return logits.probabilities(unit);
  }

  private static Values logits(
      InnerNetwork network, TokenBatch tokens, Values embedding, Values direction, float step) {
    float[] moved = embedding.values().clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += step * direction.values()[i];
    }
    return network.logits(
        tokens, Map.of(InnerTensors.EMBEDDING, new Values(embedding.shape(), moved)));
  }

  private static Values random(Random random, long... shape) {
    float[] values = new float[size(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new Values(shape, values);
  }

  private static int size(long... shape) {
    return (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  private static double dot(Values a, Values b) {
    double sum = 0;
    for (int i = 0; i < a.values().length; i++) {
      sum += (double) a.values()[i] * b.values()[i];
    }
    return sum;
  }

  private static double tolerance(Values gradient) {
    return 1e-3 + 1e-2 * Math.sqrt(dot(gradient, gradient));
  }
}
