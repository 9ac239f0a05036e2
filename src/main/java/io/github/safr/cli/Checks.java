package io.github.safr.cli;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks of option values beyond their type; a failed one is an error of usage. */
final class Checks {

  private static final Pattern MODEL_NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

  private final CommandSpec command;

  Checks(CommandSpec command) {
    this.command = command;
  }

  void range(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw invalid(option, String.valueOf(value), "a number from " + least + " to " + most);
    }
  }

  void atLeast(String option, @Nullable Number value, double least) {
    if (value != null && !(value.doubleValue() >= least && Double.isFinite(value.doubleValue()))) {
      String bound = least == Math.rint(least) ? String.valueOf((long) least) : "" + least;
      throw invalid(option, value.toString(), "a number from " + bound);
    }
  }

  void between(String option, @Nullable Double value, double least, double most) {
    if (value != null && !(value >= least && value <= most)) {
      throw invalid(option, value.toString(), "a number from " + least + " to " + most);
    }
  }

  void above(String option, @Nullable Number value, double bound) {
    if (value != null && !(value.doubleValue() > bound && Double.isFinite(value.doubleValue()))) {
      String text = String.format(Locale.ROOT, "%.0f", bound);
      throw invalid(option, value.toString(), "a number above " + text);
    }
  }

  void language(String option, String code) {
    if (!LANGUAGE.matcher(code).matches()) {
      throw invalid(option, code, "a language code of ISO 639, such as en");
    }
  }

  void modelName(String option, String name) {
    if (!MODEL_NAME.matcher(name).matches()) {
      throw invalid(option, name, "up to 100 letters, digits and . _ -");
    }
  }

  ParameterException invalid(String option, String value, String wanted) {
    return new ParameterException(
        command.commandLine(),
        "Invalid value '" + value + "' for option '" + option + "': give " + wanted + ".");
  }
}
