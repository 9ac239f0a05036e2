package io.github.safr.benchmark;

/** What contenders are called. */
public final class Contenders {

  /** The bare engine on batches that are there already. */
  public static final String ENGINE = "engine";

  /** The same with explanations. */
  public static final String ENGINE_EXPLAIN = "engineExplain";

  /** From text to classifications in a CAS. */
  public static final String CLASSIFY = "classify";

  /** From text to classifications and explanations in a CAS. */
  public static final String EXPLAIN = "explain";

  /** From files to XMI, by the command. */
  public static final String ANNOTATE = "annotate";

  /** The same weights and batches in ONNX Runtime. */
  public static final String ONNX_RUNTIME = "onnxRuntime";

  /** The same weights in OpenNLP's categorizer, one sentence at a time. */
  public static final String OPENNLP = "openNlp";

  /** The matrix products of the batches and nothing else. */
  public static final String MATRIX_PRODUCTS = "matrixProducts";

  /** LIME. */
  public static final String LIME = "lime";

  /** Integrated gradients. */
  public static final String INTEGRATED_GRADIENTS = "integratedGradients";

  /** Files of one sentence each, classified. */
  public static final String SMALL_DOCUMENTS = "smallDocuments";

  /** The same sentences in few files, classified. */
  public static final String LARGE_DOCUMENTS = "largeDocuments";

  private Contenders() {}
}
