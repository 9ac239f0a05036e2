package io.github.safr.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Content of a file; at its end it looks whether the file is still the one that was opened. */
final class UnchangedInput extends FilterInputStream {

  private final Path path;
  private final FileState opened;

  /**
   * @param opened what the file was before it was opened
   */
  UnchangedInput(InputStream content, Path path, FileState opened) {
    super(content);
    this.path = path;
    this.opened = opened;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    if (value < 0) {
      check();
    }
    return value;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    int read = in.read(bytes, from, count);
    if (read < 0) {
      check();
    }
    return read;
  }

  private void check() throws IOException {
    boolean same;
    try {
      same = opened.equals(FileState.of(path));
    } catch (NoSuchFileException e) {
      same = false;
    }
    if (!same) {
      throw new ChangedFileException(
          ("'%s' was changed, replaced or removed while it was read. Read it again when nobody"
                  + " writes it; start a table again from its beginning.")
              .formatted(path));
    }
  }
}
