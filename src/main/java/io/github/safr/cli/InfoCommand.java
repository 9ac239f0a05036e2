package io.github.safr.cli;

import ai.djl.engine.Engine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.uima.UIMAFramework;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Says what is installed. */
@Command(
    name = "info",
    header = "Show versions, the engine, its device, and the bundled models.",
    footer = {"", "Example:", "  safr info"})
final class InfoCommand implements Callable<Integer> {

  @ParentCommand private SafrCommand safr;

  @Override
  public Integer call() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("safr-uima", Version.current());
    facts.put(
        "Java",
        System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")");
    facts.put("System", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("UIMA", UIMAFramework.getVersionString());
    facts.put("DJL", Engine.getDjlVersion());
    facts.forEach((name, value) -> safr.console().result(String.format("%-12s %s", name, value)));
    return ExitCode.OK;
  }
}
