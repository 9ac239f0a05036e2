package io.github.safr.model;

import ai.djl.tensorflow.engine.SavedModelBundle;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_ImportGraphDefOptions;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;

/**
 * Gives a network that is in memory to TensorFlow. DJL reads folders only, and whatever TensorFlow
 * finds in one: variables, assets, another network that lies beside the one that was checked.
 */
final class NetworkInMemory {

  private NetworkInMemory() {}

  /**
   * Opens a session of a network.
   *
   * @throws RuntimeException of several unrelated kinds, if TensorFlow does not take it
   */
  @SuppressWarnings("try") // The scope frees what is made in it, and has no other use.
  static SavedModelBundle open(CheckedNetwork network, ConfigProto settings) {
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      TF_Graph graph = TF_Graph.newGraph();
      tensorflow.TF_GraphImportGraphDef(
          graph,
          buffer(network.graph()),
          TF_ImportGraphDefOptions.newImportGraphDefOptions(),
          status);
      status.throwExceptionIfNotOK();
      TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
      BytePointer config = new BytePointer(settings.toByteArray());
      tensorflow.TF_SetConfig(options, config, config.capacity(), status);
      status.throwExceptionIfNotOK();
      TF_Session session = TF_Session.newSession(graph, options, status);
      status.throwExceptionIfNotOK();
      // Without the graph: DJL keeps this for as long as the session.
      MetaGraphDef description =
          MetaGraphDef.newBuilder().putAllSignatureDef(network.signatures()).build();
      SavedModelBundle bundle = new SavedModelBundle(graph, session, description);
      graph.retainReference();
      session.retainReference();
      return bundle;
    }
  }

  /** Written straight into native memory, which spares a copy of all weights. */
  private static TF_Buffer buffer(GraphDef graph) {
    BytePointer bytes = new BytePointer((long) graph.getSerializedSize());
    CodedOutputStream out = CodedOutputStream.newInstance(bytes.asByteBuffer());
    try {
      graph.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TF_Buffer buffer = TF_Buffer.newBuffer();
    buffer.data(bytes);
    buffer.length(bytes.capacity());
    return buffer;
  }
}
