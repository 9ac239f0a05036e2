package io.github.safr.benchmark;

import io.github.safr.model.BareEngine;
import io.github.safr.model.Versions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine and the software that a benchmark ran on. */
final class Machine {

  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
  private static final Path MEMORY = Path.of("/proc/meminfo");

  /** Instructions that matrix products live on. */
  private static final List<String> INSTRUCTIONS =
      List.of("avx2", "fma", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "asimd", "sve");

  /** What decides how TensorFlow computes. */
  private static final List<String> VARIABLES =
      List.of(
          "TF_ENABLE_ONEDNN_OPTS",
          "TF_NUM_INTRAOP_THREADS",
          "TF_NUM_INTEROP_THREADS",
          "OMP_NUM_THREADS",
          "KMP_AFFINITY");

  private Machine() {}

  /** All of it, ready for JSON. */
  static Map<String, Object> describe(String device, BareEngine engine) {
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("processor", value("model name").orElse(System.getProperty("os.arch")));
    machine.put("processorsForUs", Runtime.getRuntime().availableProcessors());
    List<String> flags =
        value("flags")
            .or(() -> value("Features"))
            .map(all -> List.of(all.split(" ")))
            .orElse(List.of());
    machine.put("instructions", INSTRUCTIONS.stream().filter(flags::contains).toList());
    Memory.kibibytes(MEMORY, "MemTotal:")
        .ifPresent(mebibytes -> machine.put("memoryMiB", Math.round(mebibytes)));
    machine.put(
        "system",
        String.join(
            " ", Stream.of("os.name", "os.version", "os.arch").map(System::getProperty).toList()));
    machine.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    machine.put("heapLimitMiB", Runtime.getRuntime().maxMemory() >> 20);
    machine.put("device", device);
    machine.put("batchesAtOnce", engine.runners());
    machine.put("threadsPerBatch", engine.threadsPerBatch());
    machine.put("versions", Versions.all());
    machine.put("environment", environment());
    return machine;
  }

  /** Only what is set; TensorFlow uses oneDNN on processors that gain by it, unless it is. */
  private static Map<String, String> environment() {
    Map<String, String> set = new LinkedHashMap<>();
    VARIABLES.stream()
        .filter(name -> System.getenv(name) != null)
        .forEach(name -> set.put(name, System.getenv(name)));
    return set;
  }

  private static Optional<String> value(String key) {
    try (Stream<String> lines = Files.lines(PROCESSOR)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
