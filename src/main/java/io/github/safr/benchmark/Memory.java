package io.github.safr.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** How much memory this process has used at most so far, in MiB. */
final class Memory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final double KIB = 1024;

  private Memory() {}

  /** The whole process, native memory included; empty where the system does not tell. */
  static OptionalDouble processPeak() {
    return kibibytes(STATUS, "VmHWM:");
  }

  /** A figure in kB of a file in {@code /proc}, as MiB. */
  static OptionalDouble kibibytes(Path file, String key) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(key))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KIB)
          .findFirst();
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }

  /** Java's heap: the sum of what its parts held at most, if not at the same time. */
  static double heapPeak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum()
        / (KIB * KIB);
  }
}
