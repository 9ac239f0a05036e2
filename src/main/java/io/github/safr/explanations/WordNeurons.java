package io.github.safr.explanations;

import java.util.List;
import org.apache.uima.cas.text.AnnotationFS;

/**
 * The neurons that a token occupies in one layer.
 *
 * @param begin where the token begins in the text, in UTF-16 code units from 0
 * @param end where it ends, exclusive
 * @param text the token
 * @param layer transformer block, counted from 1
 * @param norm Euclidean norm of the token's activations
 * @param capacity share of its directions that the token has to itself, in [0, 1]
 * @param interference overlap with the tokens that were read at once, at least 0
 * @param effectiveNeurons how many neurons the token is spread over
 * @param neurons the neurons that matter most, in their order
 * @param annotation the {@code NeuronAllocation} that says so
 */
public record WordNeurons(
    int begin,
    int end,
    String text,
    int layer,
    double norm,
    double capacity,
    double interference,
    double effectiveNeurons,
    List<Neuron> neurons,
    AnnotationFS annotation) {

  public WordNeurons {
    neurons = List.copyOf(neurons);
  }

  /**
   * A neuron at work for a token.
   *
   * @param index number of the neuron in its layer, from 0
   * @param activation how strongly it fires
   * @param effect what it adds, at this token, to the logit of the label less the mean of the
   *     others'; NaN in layers before the last, where it is not known
   */
  public record Neuron(int index, double activation, double effect) {}
}
