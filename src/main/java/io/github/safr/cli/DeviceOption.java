package io.github.safr.cli;

import io.github.safr.model.DeviceChoice;
import picocli.CommandLine.Option;

/** The option {@code --device}, of every command that runs a model. */
final class DeviceOption {

  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "DEVICE",
      description = "Where the model runs: auto (a GPU if one works), cpu, gpu or gpu:N.",
      converter = DeviceConverter.class)
  private DeviceChoice choice;

  /** The device that was asked for. */
  DeviceChoice choice() {
    return choice;
  }
}
