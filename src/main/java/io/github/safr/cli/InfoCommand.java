package io.github.safr.cli;

import io.github.safr.model.BundledModels;
import io.github.safr.model.ModelDirectory;
import io.github.safr.model.ModelException;
import io.github.safr.model.ModelManifest;
import io.github.safr.model.SafrModel;
import io.github.safr.model.Versions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.uima.UIMAFramework;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Says what is installed, and whether it works. */
@Command(
    name = "info",
    header = "Show versions, the device that models run on, and the bundled models.",
    customSynopsis = "safr info [--device DEVICE] [--verbose]",
    description = {
      "",
      "Loads TensorFlow and a bundled model, and so also shows whether the installation works."
    },
    footer = {
      "",
      "Examples:",
      "  safr info",
      "      Shows what there is, and where models run if nothing is said.",
      "  safr info --device gpu --verbose",
      "      Shows why a graphics card is not used."
    })
final class InfoCommand implements Callable<Integer> {

  private static final double MEGABYTE = 1e6;

  @Mixin private DeviceOption device;

  @ParentCommand private SafrCommand safr;

  @Override
  public Integer call() {
    List<String> models = BundledModels.names();
    // First of all, because TensorFlow sees the devices that it is told of when it loads.
    Optional<String> works = models.isEmpty() ? Optional.empty() : tryDevice(models.get(0));
    Map<String, String> versions = Versions.all();
    tell("safr-uima", versions.get("safr-uima"));
    tell("Java", versions.get("java") + " (" + System.getProperty("java.vendor") + ")");
    tell("System", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    tell("UIMA", UIMAFramework.getVersionString());
    tell("OpenNLP", versions.get("opennlp"));
    tell("DJL", versions.get("djl"));
    tell("TensorFlow", versions.get("tensorflow"));
    if (works.isEmpty()) {
      return ExitCode.FAILURE;
    }
    tell("Device", works.get());
    for (String model : models) {
      tell("Model", BundledModels.with(model, InfoCommand::describe));
    }
    return ExitCode.OK;
  }

  /** The device that a model got, if it got any; what stands against it is told. */
  private Optional<String> tryDevice(String model) {
    try (SafrModel loaded = SafrModel.load(model, device.choice())) {
      String noGpu = loaded.gpuObstacle().map(reason -> "; no GPU: " + reason).orElse("");
      return Optional.of(
          loaded.deviceDescription() + " (asked for: " + device.choice() + noGpu + ")");
    } catch (ModelException e) {
      safr.console().failure("", e);
      return Optional.empty();
    }
  }

  private static String describe(ModelDirectory model) {
    ModelManifest manifest = model.manifest();
    String accuracy =
        manifest.metrics() != null && manifest.metrics().get("devAccuracy") instanceof Number value
            ? String.format(Locale.ROOT, ", dev accuracy %.3f", value.doubleValue())
            : "";
    return String.format(
        Locale.ROOT,
        "%s %s: %s%s, %.1f MB",
        manifest.name(),
        manifest.version(),
        String.join(" | ", manifest.labels()),
        accuracy,
        model.bytes() / MEGABYTE);
  }

  private void tell(String name, @Nullable String value) {
    safr.console().result(String.format("%-11s %s", name, Printable.line(value)));
  }
}
