package io.github.safr.model;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/**
 * A frozen network that holds nothing but what networks of ours are made of. A graph of TensorFlow
 * is a program: it can read and write files, open connections and run Python. So a file is parsed
 * here, in Java, and looked through to the last node before TensorFlow gets any of it; and what
 * TensorFlow gets is what was looked at, not the file.
 *
 * <p>Let through is one graph with the signatures {@code classify} and {@code explain}, of nodes as
 * {@link NetworkNodes} lets them through. Functions, variables, assets, collections, initialisers,
 * and all else that a SavedModel may hold, are refused whatever is in them.
 */
public final class CheckedNetwork {

  private static final Set<String> SIGNATURES = Set.of("classify", "explain");
  private static final Set<String> INPUTS = Set.of("tokens", "owners");
  private static final int MOST_OUTPUTS = 16;

  private final GraphDef graph;
  private final Map<String, SignatureDef> signatures;

  private CheckedNetwork(GraphDef graph, Map<String, SignatureDef> signatures) {
    this.graph = graph;
    this.signatures = signatures;
  }

  /**
   * Parses and checks a network.
   *
   * @param bytes what {@code saved_model.pb} holds; must not be changed afterwards
   * @param place where it is, for messages
   * @throws ModelException if it is no network, or holds what networks of ours do not
   */
  static CheckedNetwork read(byte[] bytes, String place) {
    try {
      MessageScan.scan(bytes, SavedModel.getDescriptor());
      CodedInputStream in = CodedInputStream.newInstance(bytes);
      // Weights are most of the file, and need not be in memory twice.
      in.enableAliasing(true);
      return of(SavedModel.parseFrom(in));
    } catch (IOException e) {
      throw new ModelException(
          "The network in '%s' cannot be read. %s Copy the model again, or train it again."
              .formatted(place, sentence(e)),
          e);
    } catch (ForeignNetworkException e) {
      throw new ModelException(
          "The network in '%s' is none that safr-uima made: %s. Do not use it."
              .formatted(place, e.getMessage()),
          e);
    }
  }

  private static String sentence(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.endsWith(".") ? message : message + ".";
  }

  private static CheckedNetwork of(SavedModel model) throws ForeignNetworkException {
    onlyHas(model, "saved_model_schema_version", "meta_graphs");
    if (model.getMetaGraphsCount() != 1) {
      throw new ForeignNetworkException("it has not one graph but " + model.getMetaGraphsCount());
    }
    MetaGraphDef meta = model.getMetaGraphs(0);
    onlyHas(meta, "meta_info_def", "graph_def", "signature_def");
    GraphDef graph = meta.getGraphDef();
    onlyHas(graph, "node", "library", "versions");
    if (graph.getLibrary().getSerializedSize() > 0) {
      throw new ForeignNetworkException("it has functions");
    }
    NetworkNodes nodes = NetworkNodes.of(graph);
    for (Map.Entry<String, SignatureDef> signature : meta.getSignatureDefMap().entrySet()) {
      if (!SIGNATURES.contains(signature.getKey())) {
        throw new ForeignNetworkException("it can do more than classify and explain");
      }
      check(signature.getValue(), nodes);
    }
    GraphDef clean =
        GraphDef.newBuilder().addAllNode(nodes.clean()).setVersions(graph.getVersions()).build();
    return new CheckedNetwork(clean, meta.getSignatureDefMap());
  }

  private static void check(SignatureDef signature, NetworkNodes nodes)
      throws ForeignNetworkException {
    onlyHas(signature, "inputs", "outputs", "method_name");
    if (!INPUTS.containsAll(signature.getInputsMap().keySet())
        || signature.getOutputsCount() > MOST_OUTPUTS) {
      throw new ForeignNetworkException("its inputs or outputs are others");
    }
    for (TensorInfo input : signature.getInputsMap().values()) {
      nodes.checkInput(input);
    }
    for (TensorInfo output : signature.getOutputsMap().values()) {
      nodes.checkOutput(output);
    }
  }

  /** Throws if a message has a field that is none of these. */
  static void onlyHas(Message message, String... names) throws ForeignNetworkException {
    Set<String> known = Set.of(names);
    for (var field : message.getAllFields().keySet()) {
      if (!known.contains(field.getName())) {
        throw new ForeignNetworkException(
            "%s has %s".formatted(message.getDescriptorForType().getName(), field.getName()));
      }
    }
  }

  /** The graph, without what TensorFlow does not need to run it. */
  public GraphDef graph() {
    return graph;
  }

  /** What can be asked of it, by name. */
  Map<String, SignatureDef> signatures() {
    return signatures;
  }

  /** Says what a network has that networks of ours do not. */
  static final class ForeignNetworkException extends Exception {

    private static final long serialVersionUID = 1L;

    ForeignNetworkException(String message) {
      super(message);
    }
  }
}
