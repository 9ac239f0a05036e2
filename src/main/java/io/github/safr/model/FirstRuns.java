package io.github.safr.model;

import io.github.safr.model.FrozenNetwork.Signature;
import io.github.safr.tensorflow.PieceSequence;
import io.github.safr.tensorflow.TokenBatch;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Runs of a network that has just been loaded, on windows of no meaning: so what does not work is
 * found now and not in the middle of a collection, and what is slow only once is over.
 */
final class FirstRuns {

  private final ModelManifest manifest;
  private final TokenEncoder encoder;

  FirstRuns(ModelManifest manifest, TokenEncoder encoder) {
    this.manifest = manifest;
    this.encoder = encoder;
  }

  /**
   * Runs one window of the greatest length, with the last entry of the vocabulary in it. The first
   * run of a JVM also sets TensorFlow up.
   *
   * @return whether what comes out has the shapes that the description tells of
   * @throws RuntimeException of several unrelated kinds, where the network cannot read the window
   */
  boolean fits(FrozenNetwork network) {
    PieceSequence probe = window(manifest.maxTokens());
    return network.run(
        Signature.EXPLAIN,
        TokenBatch.of(List.of(probe)),
        outputs -> hasExpectedShapes(outputs, probe.tokens()));
  }

  private boolean hasExpectedShapes(FrozenNetwork.Outputs outputs, int tokens) {
    int labels = manifest.labels().size();
    int layers = manifest.allocationLayers().size();
    return Arrays.equals(outputs.shape("logits"), new long[] {1, labels})
        && Arrays.equals(outputs.shape(manifest.visibilityName()), new long[] {1, tokens})
        && Arrays.equals(outputs.shape("tokenScores"), new long[] {1, tokens, labels})
        && Arrays.equals(outputs.shape("measures"), new long[] {1, tokens, layers, 4})
        && (!manifest.namesEffects() || outputs.shape("effects").length == 4);
  }

  /**
   * Runs single windows and full batches, long ones and short ones, in both ways that a network is
   * asked. On a graphics card each kernel is loaded when it is first run, or even compiled, and
   * which one a product of matrices gets depends on their sizes.
   *
   * @return number of runs
   */
  int warmUp(FrozenNetwork network, Compute device) {
    int runs = 0;
    // Long batches first: what they take of the card's memory then serves the others too.
    for (int length = manifest.maxTokens(); length > encoder.marks(); length /= 4) {
      for (int rows : new int[] {device.rows(length), 1}) {
        TokenBatch batch = TokenBatch.of(Collections.nCopies(rows, window(length)));
        for (Signature signature : Signature.values()) {
          network.run(signature, batch, outputs -> outputs.shape("logits"));
          runs++;
        }
      }
    }
    return runs;
  }

  /** A window of unknown words, and the last word of the vocabulary. */
  private PieceSequence window(int length) {
    int[][] pieces = new int[length - encoder.marks()][];
    Arrays.fill(pieces, new int[] {encoder.unknown()});
    pieces[0] = new int[] {encoder.size() - 1};
    return encoder.sequence(pieces, new Window(0, pieces.length), manifest.maxTokens());
  }
}
