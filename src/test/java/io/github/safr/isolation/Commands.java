package io.github.safr.isolation;

import io.github.safr.cli.SafrCommand;
import java.util.ArrayList;
import java.util.List;

/** Commands of ours, one after the other, in one JVM: arguments, and {@code ;} between them. */
final class Commands {

  private Commands() {}

  /** Ends with the exit code of the first command that fails. */
  public static void main(String[] arguments) {
    List<String> command = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.equals(";")) {
        SafrCommand.main(command.toArray(String[]::new));
        command.clear();
      } else {
        command.add(argument);
      }
    }
    SafrCommand.main(command.toArray(String[]::new));
  }
}
