package io.github.safr.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * Finds the few largest of many entries. TensorFlow's own search looks at one entry after the
 * other; here it looks at the largest of each group first, which vector instructions find, and then
 * only into the groups that may hold what is wanted: the {@code k} largest entries lie in the
 * {@code k} groups with the largest maxima.
 */
final class LargestEntries {

  /** Entries of a group; about the root of what there are to search. */
  private static final int GROUP = 16;

  private final Ops tf;

  LargestEntries(Ops tf) {
    this.tf = tf;
  }

  /**
   * Places of the largest entries, the largest first; which of equal ones is open.
   *
   * @param values {@code [B, L, n]}
   * @param shape {@code B} and {@code L}
   * @param n entries of each token
   * @param k how many are wanted, {@code n} at most
   * @return {@code [B, L, k]}
   */
  Operand<TInt32> indices(Operand<TFloat32> values, Operand<TInt32> shape, int n, int k) {
    int groups = n / GROUP;
    if (n % GROUP != 0 || groups <= k) {
      return top(values, k);
    }
    Tensors tensors = new Tensors(tf);
    Operand<TFloat32> grouped = tensors.unflatten(values, shape, groups, GROUP);
    Operand<TInt32> best = top(tf.max(grouped, tf.constant(-1)), k);
    Operand<TFloat32> candidates = tensors.unflatten(pick(grouped, best), shape, k * GROUP);
    Operand<TInt32> places = top(candidates, k);
    Operand<TInt32> size = tf.constant(GROUP);
    return tf.math.add(
        tf.math.mul(pick(best, tf.math.floorDiv(places, size)), size),
        tf.math.floorMod(places, size));
  }

  private Operand<TInt32> top(Operand<TFloat32> values, int k) {
    return tf.nn.topK(values, tf.constant(k), TInt32.class).indices();
  }

  private <T extends TType> Operand<T> pick(Operand<T> values, Operand<TInt32> places) {
    return tf.gather(values, places, tf.constant(2), Gather.batchDims(2L));
  }
}
