package io.github.safr.cli;

import io.github.safr.model.Versions;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"safr-uima " + Versions.own()};
  }
}
