package io.github.safr.uima;

import io.github.safr.failure.UimaFailures;
import java.util.Arrays;
import java.util.Set;
import org.apache.uima.UimaContext;
import org.apache.uima.resource.ResourceInitializationException;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration of an engine says. Engines read it themselves: uimaFIT's annotations on
 * their fields describe them, and need not be there when they run.
 */
final class Parameters {

  private final UimaContext context;

  Parameters(UimaContext context) {
    this.context = context;
  }

  /** The value of a parameter, or another if it has none. */
  String string(String name, String otherwise) throws ResourceInitializationException {
    return value(name, String.class, otherwise);
  }

  /** A parameter that need not be set; null if it is not. */
  @Nullable String stringIfSet(String name) throws ResourceInitializationException {
    return ifSet(name, String.class);
  }

  int integer(String name, int otherwise) throws ResourceInitializationException {
    return value(name, Integer.class, otherwise);
  }

  double number(String name, double otherwise) throws ResourceInitializationException {
    return value(name, Number.class, otherwise).doubleValue();
  }

  /** The values of a parameter; none if it is not set. */
  Set<String> strings(String name) throws ResourceInitializationException {
    return Set.copyOf(Arrays.asList(value(name, String[].class, new String[0])));
  }

  private <T> T value(String name, Class<T> type, T otherwise)
      throws ResourceInitializationException {
    T value = ifSet(name, type);
    return value == null ? otherwise : value;
  }

  private <T> @Nullable T ifSet(String name, Class<T> type) throws ResourceInitializationException {
    Object value = context.getConfigParameterValue(name);
    if (value == null) {
      return null;
    }
    if (!type.isInstance(value)) {
      throw UimaFailures.atStart(
          "Parameter '"
              + name
              + "' is a "
              + value.getClass().getSimpleName()
              + " and should be a "
              + type.getSimpleName()
              + ". Declare it as the descriptor of the engine does.",
          null);
    }
    return type.cast(value);
  }
}
