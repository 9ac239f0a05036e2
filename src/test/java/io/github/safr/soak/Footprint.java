package io.github.safr.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;

/**
 * What a process holds.
 *
 * @param heap bytes of Java's heap in use
 * @param metaspace bytes of classes
 * @param direct bytes of direct buffers
 * @param javacpp bytes that JavaCPP has given out and not got back
 * @param pointers number of such allocations
 * @param resident bytes of memory that the process has, all kinds together; -1 where the system
 *     does not tell
 * @param files open file handles; -1 where the system does not tell
 * @param threads live threads
 * @param temporary entries of the folder for temporary files
 */
public record Footprint(
    long heap,
    long metaspace,
    long direct,
    long javacpp,
    long pointers,
    long resident,
    long files,
    int threads,
    long temporary) {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Set<String> CLASSES = Set.of("Metaspace", "Compressed Class Space");
  private static final int COLLECTIONS = 3;

  /** Of now, garbage included. */
  public static Footprint now() {
    return new Footprint(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        ManagementFactory.getMemoryPoolMXBeans().stream()
            // Compiled code is left out: it comes with time and is bounded.
            .filter(pool -> CLASSES.contains(pool.getName()))
            .mapToLong(Footprint::used)
            .sum(),
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum(),
        Pointer.totalBytes(),
        Pointer.totalCount(),
        residentBytes(),
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getOpenFileDescriptorCount()
            : -1,
        ManagementFactory.getThreadMXBean().getThreadCount(),
        temporaryEntries());
  }

  /** After garbage is collected; what is freed by cleaners is given time to be. */
  public static Footprint settled() throws InterruptedException {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      Thread.sleep(50);
    }
    return now();
  }

  /** Names of its figures, as the first line of a table. */
  static String header() {
    return Arrays.stream(Footprint.class.getRecordComponents())
        .map(RecordComponent::getName)
        .collect(Collectors.joining(","));
  }

  /** Its figures, as a line of a table. */
  String row() {
    return Stream.of(
            heap, metaspace, direct, javacpp, pointers, resident, files, (long) threads, temporary)
        .map(String::valueOf)
        .collect(Collectors.joining(","));
  }

  private static long used(MemoryPoolMXBean pool) {
    return pool.getUsage().getUsed();
  }

  private static long residentBytes() {
    if (!Files.isReadable(STATUS)) {
      return -1;
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(-1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long temporaryEntries() {
    try (Stream<Path> entries = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return entries.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
