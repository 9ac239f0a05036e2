package io.github.safr.report;

import java.util.Comparator;

/**
 * A token that a neuron was reported for, in its context.
 *
 * @param order when it was met, counted over all tokens
 * @param activation how strongly the neuron fired
 * @param effect what it added to the logit of the label; NaN if that is not known
 * @param label number of the label of the unit, among those of the model
 * @param document where it stands
 * @param context the token and what stands around it in its unit
 */
record NeuronSighting(
    long order, double activation, double effect, int label, Source document, Context context) {

  /** Strongest first; of equals the one that was met first. */
  static final Comparator<NeuronSighting> STRONGEST_FIRST =
      Comparator.comparingDouble((NeuronSighting one) -> -Math.abs(one.activation()))
          .thenComparingLong(NeuronSighting::order);

  /**
   * A document.
   *
   * @param number its number among the documents that were read, from 1
   */
  record Source(int number, String name) {}

  /**
   * A piece of a unit of text.
   *
   * @param begin where the token begins in the piece, in UTF-16 code units
   * @param end where it ends, exclusive
   */
  record Context(String text, int begin, int end) {

    private static final int AROUND = 60;
    private static final int LONGEST_TOKEN = 120;

    /** The piece around a token of a unit; what is left out is marked by an ellipsis. */
    static Context of(String unit, int begin, int end) {
      int from = wholeCharacter(unit, Math.max(0, begin - AROUND));
      int until = wholeCharacter(unit, Math.min(unit.length(), end + AROUND));
      String before = (from > 0 ? "…" : "") + unit.substring(from, begin);
      String token = ReportDocument.shortened(unit.substring(begin, end), LONGEST_TOKEN);
      String after = unit.substring(end, until) + (until < unit.length() ? "…" : "");
      return new Context(before + token + after, before.length(), before.length() + token.length());
    }

    /** The same place, or the one before it if it is in the middle of a code point. */
    private static int wholeCharacter(String text, int at) {
      return at > 0
              && at < text.length()
              && Character.isLowSurrogate(text.charAt(at))
              && Character.isHighSurrogate(text.charAt(at - 1))
          ? at - 1
          : at;
    }
  }
}
