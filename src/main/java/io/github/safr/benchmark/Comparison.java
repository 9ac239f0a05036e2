package io.github.safr.benchmark;

import java.util.List;

/**
 * The speed of one contender divided by that of another, both in sentences a second.
 *
 * @param name what it is called
 * @param contender whose speed is divided
 * @param reference by whose
 */
public record Comparison(String name, String contender, String reference) {

  /** Those that every benchmark tells. */
  public static final List<Comparison> ALL =
      List.of(
          new Comparison("explainToClassify", Contenders.EXPLAIN, Contenders.CLASSIFY),
          new Comparison("annotateToEngine", Contenders.ANNOTATE, Contenders.ENGINE),
          new Comparison(
              "smallDocumentsToLarge", Contenders.SMALL_DOCUMENTS, Contenders.LARGE_DOCUMENTS),
          new Comparison("engineToOnnxRuntime", Contenders.ENGINE, Contenders.ONNX_RUNTIME),
          new Comparison("engineToMatrixProducts", Contenders.ENGINE, Contenders.MATRIX_PRODUCTS),
          // As costs: what LIME takes for a sentence over what an explained sentence takes.
          new Comparison("limeToExplain", Contenders.EXPLAIN, Contenders.LIME));

  /** Others that may be of interest. */
  public static final List<Comparison> MORE =
      List.of(
          new Comparison("engineToOpenNlp", Contenders.ENGINE, Contenders.OPENNLP),
          new Comparison(
              "integratedGradientsToExplain", Contenders.EXPLAIN, Contenders.INTEGRATED_GRADIENTS),
          new Comparison("engineExplainToEngine", Contenders.ENGINE_EXPLAIN, Contenders.ENGINE));
}
