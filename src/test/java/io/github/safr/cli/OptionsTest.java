package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What NullAway takes on trust: that an option says so if it may stay without a value. */
class OptionsTest {

  @Test
  void whatNobodyNeedGiveIsNullableAndNothingElseIs() {
    List<Field> options = new ArrayList<>();
    collect(SafrCommand.commandLine(new SafrPipelines()), options);

    assertThat(options).hasSizeGreaterThan(60);
  }

  private static void collect(CommandLine command, List<Field> options) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (option.userObject() instanceof Field field && !field.getType().isPrimitive()) {
        boolean mayStayNull =
            !option.required() && option.defaultValue() == null && option.initialValue() == null;
        assertThat(field.getAnnotatedType().isAnnotationPresent(Nullable.class))
            .as("%s of %s is @Nullable", option.longestName(), command.getCommandName())
            .isEqualTo(mayStayNull);
        options.add(field);
      }
    }
    command.getSubcommands().values().forEach(below -> collect(below, options));
  }
}
