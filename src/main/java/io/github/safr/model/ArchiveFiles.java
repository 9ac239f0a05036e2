package io.github.safr.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The files of a model directory that somebody has put into a zip archive, with or without the
 * directory around them. What macOS adds to archives is passed over. They are read straight from
 * it: nothing is unpacked to disk, so names and links of an archive lead nowhere, and no file is
 * unpacked further than it may be large.
 */
final class ArchiveFiles implements ModelFiles, AutoCloseable {

  private static final String SUFFIX = ".zip";
  private static final int MOST_ENTRIES = 100;

  private final Path path;
  private final ZipFile archive;
  private final Map<String, ZipEntry> entries;

  private ArchiveFiles(Path path, ZipFile archive, Map<String, ZipEntry> entries) {
    this.path = path;
    this.archive = archive;
    this.entries = entries;
  }

  /** Whether a path is that of an archive. */
  static boolean isOne(Path path) {
    Path name = path.getFileName();
    return name != null
        && name.toString().toLowerCase(Locale.ROOT).endsWith(SUFFIX)
        && Files.isRegularFile(path);
  }

  /**
   * Opens an archive.
   *
   * @throws ModelException if it is damaged, or is no archive of a model and nothing else
   */
  static ArchiveFiles open(Path path) {
    @Nullable ZipFile archive = null;
    try {
      archive = new ZipFile(path.toFile());
      return new ArchiveFiles(path.toAbsolutePath().normalize(), archive, entries(path, archive));
    } catch (IOException | RuntimeException e) {
      closeQuietly(archive);
      if (e instanceof ModelException told) {
        throw told;
      }
      // Names in no charset that is known come as an IllegalArgumentException.
      throw unreadable(path.toString(), e);
    }
  }

  private static Map<String, ZipEntry> entries(Path path, ZipFile archive) {
    if (archive.size() > MOST_ENTRIES) {
      throw foreign(path, "more than " + MOST_ENTRIES + " entries");
    }
    Map<String, ZipEntry> entries = new HashMap<>();
    String folder = null;
    for (ZipEntry entry : archive.stream().toList()) {
      if (isOfMacOs(entry.getName())) {
        continue;
      }
      int slash = entry.getName().indexOf('/') + 1;
      String around = entry.getName().substring(0, slash);
      String name = entry.getName().substring(slash);
      if (folder != null && !folder.equals(around)) {
        throw foreign(path, "files of several folders");
      }
      folder = around;
      boolean isFolder = name.isEmpty();
      if ((!around.isEmpty() && !isPlain(around.substring(0, slash - 1)))
          || (!isFolder && !isPlain(name))) {
        throw foreign(path, "a name that no file of a model has");
      }
      if (!isFolder && entries.put(name, entry) != null) {
        throw foreign(path, "two files of one name");
      }
    }
    return entries;
  }

  /** What Finder knows of files and folders; it is never read. */
  private static boolean isOfMacOs(String entry) {
    return entry.startsWith("__MACOSX/") || entry.matches("([^/]*/)?\\.DS_Store");
  }

  private static boolean isPlain(String name) {
    return name.matches(ModelManifest.PLAIN_NAME);
  }

  private static ModelException foreign(Path path, String what) {
    return new ModelException(
        "The archive '%s' holds %s. Put the files of one model directory into it, and nothing else."
            .formatted(path, what));
  }

  private static ModelException unreadable(String place, Exception e) {
    return new ModelException(
        "'" + place + "' is no zip archive, or is damaged. Copy it again.", e);
  }

  @Override
  public String place() {
    return path.toString();
  }

  @Override
  public String place(String name) {
    return path + "!/" + name;
  }

  @Override
  public byte @Nullable [] read(String name, int limit) {
    ZipEntry entry = entries.get(name);
    if (entry == null) {
      return null;
    }
    if (entry.getSize() > limit) {
      throw tooLarge(name, limit);
    }
    try (InputStream in = archive.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(limit);
      if (in.read() >= 0) {
        throw tooLarge(name, limit);
      }
      return bytes;
    } catch (ZipException e) {
      throw unreadable(place(name), e);
    } catch (IOException e) {
      throw new ModelException("'" + place(name) + "' cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    closeQuietly(archive);
  }

  private static void closeQuietly(@Nullable ZipFile archive) {
    try {
      if (archive != null) {
        archive.close();
      }
    } catch (IOException e) {
      // All that was wanted of it is read, or something worse is told.
      return;
    }
  }
}
