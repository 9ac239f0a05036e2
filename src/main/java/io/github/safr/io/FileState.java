package io.github.safr.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What tells that a file is still what it was. A change that keeps the size goes unnoticed within
 * the time that the file system takes for one moment: some milliseconds, mostly.
 *
 * @param size in bytes
 * @param modified when it was written last
 * @param key which file it is; null where the file system does not tell
 */
record FileState(long size, FileTime modified, Object key) {

  static FileState of(Path file) throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    return new FileState(now.size(), now.lastModifiedTime(), now.fileKey());
  }
}
