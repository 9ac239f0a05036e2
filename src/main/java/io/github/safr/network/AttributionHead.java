package io.github.safr.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

final class AttributionHead {
  static Operand<TFloat32> features(Ops tf, EncoderStates states) {
    List<Operand<TFloat32>> parts = new ArrayList<>(states.levels());
    Operand<TFloat32> p = tf.expandDims(states.keepProbability(), tf.constant(-1));
    parts.add(p);
    return tf.concat(parts, tf.constant(-1));
  }
}
