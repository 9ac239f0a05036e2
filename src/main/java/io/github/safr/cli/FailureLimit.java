package io.github.safr.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many documents may fail before a run is stopped: a number of them, or a share. A share is
 * looked at once {@value #FEWEST} documents were tried, and at the end.
 *
 * @param most how many, or how many in a hundred
 * @param isShare whether it is a share
 */
record FailureLimit(double most, boolean isShare) {

  /** Any number. */
  static final FailureLimit NONE = new FailureLimit(100, true);

  /** None at all. */
  static final FailureLimit FAIL_FAST = new FailureLimit(0, false);

  /** A share of fewer documents says little: the first that fails would be all of them. */
  static final int FEWEST = 100;

  private static final Pattern FORM = Pattern.compile("(\\d{1,9}|\\d{1,3}\\.\\d{1,6})(%?)");

  /**
   * Reads a limit.
   *
   * @param text a whole number ({@code 20}), or a share up to {@code 100%} ({@code 2.5%})
   * @throws IllegalArgumentException if it is neither
   */
  static FailureLimit parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      double most = Double.parseDouble(matcher.group(1));
      boolean isShare = !matcher.group(2).isEmpty();
      if (isShare ? most <= 100 : most == Math.rint(most)) {
        return new FailureLimit(most, isShare);
      }
    }
    throw new IllegalArgumentException("'" + text + "' is neither a number nor a share like 5%.");
  }

  /** Whether a run in progress must stop. */
  boolean isExceeded(long failed, long tried) {
    return isShare ? tried >= FEWEST && isExceededAtEnd(failed, tried) : failed > most;
  }

  /** Whether too many of all documents have failed. */
  boolean isExceededAtEnd(long failed, long tried) {
    return isShare ? failed * 100.0 > most * tried : failed > most;
  }

  @Override
  public String toString() {
    return isShare
        ? (most == Math.rint(most) ? String.valueOf((long) most) : String.valueOf(most)) + "%"
        : String.valueOf((long) most);
  }
}
