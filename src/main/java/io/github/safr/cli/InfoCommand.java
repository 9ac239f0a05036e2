package io.github.safr.cli;

import io.github.safr.model.BundledModels;
import io.github.safr.model.DeviceChoice;
import io.github.safr.model.ModelDirectory;
import io.github.safr.model.ModelManifest;
import io.github.safr.model.SafrModel;
import io.github.safr.model.Versions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.uima.UIMAFramework;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Says what is installed. */
@Command(
    name = "info",
    header = "Show versions, the engine, its device, and the bundled models.",
    customSynopsis = "safr info [--device DEVICE] [--verbose]",
    footer = {
      "",
      "Examples:",
      "  safr info",
      "      What 'auto' would run on here.",
      "  safr info --device gpu",
      "      Whether a GPU can be used, and if not, what to check."
    })
final class InfoCommand implements Callable<Integer> {

  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "DEVICE",
      description = "Device to try: auto (a GPU if one works), cpu, gpu or gpu:N.",
      converter = DeviceConverter.class)
  private DeviceChoice device;

  @ParentCommand private SafrCommand safr;

  @Override
  public Integer call() {
    DeviceChoice found = SafrModel.resolveDevice(device);
    Map<String, String> versions = Versions.all();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("safr-uima", versions.get("safr-uima"));
    facts.put("Java", versions.get("java") + " (" + System.getProperty("java.vendor") + ")");
    facts.put("System", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("UIMA", UIMAFramework.getVersionString());
    facts.put("OpenNLP", versions.get("opennlp"));
    facts.put(
        "Engine",
        "TensorFlow %s by DJL %s".formatted(versions.get("tensorflow"), versions.get("djl")));
    facts.put("Device", "%s (asked for: %s)".formatted(found, device));
    facts.forEach((name, value) -> safr.console().result(String.format("%-10s %s", name, value)));
    for (String name : BundledModels.names()) {
      safr.console().result(BundledModels.with(name, InfoCommand::describe));
    }
    return ExitCode.OK;
  }

  private static String describe(ModelDirectory directory) {
    ModelManifest manifest = directory.manifest();
    List<String> labels = manifest.labels();
    return String.format(
        Locale.ROOT,
        "%-10s %s: %s; language %s; objective %s; dev accuracy %s",
        "Model",
        manifest.id(),
        String.join(" / ", labels),
        String.join(", ", manifest.languages()),
        String.valueOf(manifest.training().get("objective")).toLowerCase(Locale.ROOT),
        accuracy(manifest));
  }

  private static String accuracy(ModelManifest manifest) {
    return manifest.metrics() != null
            && manifest.metrics().get("devAccuracy") instanceof Number accuracy
        ? String.format(Locale.ROOT, "%.4f", accuracy.doubleValue())
        : "not recorded";
  }
}
