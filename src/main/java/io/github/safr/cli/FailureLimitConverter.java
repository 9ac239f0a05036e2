package io.github.safr.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the value of {@code --max-failures}. */
final class FailureLimitConverter implements ITypeConverter<FailureLimit> {

  @Override
  public FailureLimit convert(String value) {
    try {
      return FailureLimit.parse(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
