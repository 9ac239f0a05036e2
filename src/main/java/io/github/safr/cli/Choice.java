package io.github.safr.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/** Options whose value is one of a few words. */
final class Choice {

  private Choice() {}

  /** The constant that is written like the value. */
  static <E extends Enum<E>> E of(Class<E> type, String value) {
    for (E constant : type.getEnumConstants()) {
      if (constant.toString().equals(value)) {
        return constant;
      }
    }
    throw new TypeConversionException(
        "'"
            + value
            + "' is none of "
            + Arrays.stream(type.getEnumConstants())
                .map(E::toString)
                .collect(Collectors.joining(", "))
            + ".");
  }
}
