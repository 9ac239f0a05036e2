package io.github.safr.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Help that lists a command's options in sections: its own first, then those of each mixin that has
 * a heading for them.
 */
final class SectionedHelp extends Help {

  SectionedHelp(CommandSpec command, ColorScheme colors) {
    super(command, colors);
  }

  @Override
  public String optionList() {
    List<OptionSpec> own = new ArrayList<>(commandSpec().options());
    StringBuilder sections = new StringBuilder();
    for (CommandSpec mixin : commandSpec().mixins().values()) {
      String heading = mixin.usageMessage().optionListHeading();
      if (!heading.isEmpty()) {
        own.removeAll(mixin.options());
        sections.append(heading.formatted()).append(section(mixin.options()));
      }
    }
    return section(own) + sections;
  }

  /** Options in the order of their declaration, with columns as wide as in all other sections. */
  private String section(List<OptionSpec> options) {
    return optionListExcludingGroups(
        options, createDefaultLayout(), null, parameterLabelRenderer());
  }
}
