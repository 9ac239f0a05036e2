package io.github.safr.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that do not keep still while they are read. */
class FileContentTest {

  private static final int BYTES = 1 << 20;

  @TempDir Path folder;

  private enum Change {
    GROWS {
      @Override
      void make(Path file, byte[] bytes) throws IOException {
        Files.write(file, new byte[] {'x'}, StandardOpenOption.APPEND);
      }
    },
    SHRINKS {
      @Override
      void make(Path file, byte[] bytes) throws IOException {
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
          channel.truncate(bytes.length - 10);
        }
      }
    },
    IS_WRITTEN_AGAIN {
      @Override
      void make(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
      }
    },
    IS_REPLACED {
      @Override
      void make(Path file, byte[] bytes) throws IOException {
        Path other = Files.write(file.resolveSibling("other"), bytes);
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
      }
    },
    VANISHES {
      @Override
      void make(Path file, byte[] bytes) throws IOException {
        Files.delete(file);
      }
    };

    abstract void make(Path file, byte[] bytes) throws IOException;
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void aFileThatChangesWhileItIsReadIsRefused(Change change) throws IOException {
    refuses(change, "a.txt", letters());
  }

  /** One that shrinks is damaged as well, and told so. */
  @ParameterizedTest
  @EnumSource(value = Change.class, names = "SHRINKS", mode = EnumSource.Mode.EXCLUDE)
  void soIsOneThatIsPacked(Change change) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(letters());
    }
    refuses(change, "a.csv.gz", packed.toByteArray());
  }

  private void refuses(Change change, String name, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    try (InputStream in = FileContent.open(file)) {
      assertThat(in.readNBytes(1000)).hasSize(1000);
      change.make(file, bytes);
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(DocumentException.class)
          .hasMessageContaining(name + "' was changed, replaced or removed while it was read.");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, BYTES})
  void aFileThatKeepsStillIsReadToItsEnd(int size) throws IOException {
    byte[] bytes = new byte[size];
    Path file = Files.write(folder.resolve("a.txt"), bytes);
    assertThat(FileContent.read(file)).isEqualTo(bytes);
    try (InputStream in = FileContent.open(file)) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  private static byte[] letters() {
    Random random = new Random(1);
    StringBuilder letters = new StringBuilder(BYTES);
    while (letters.length() < BYTES) {
      letters.append((char) ('a' + random.nextInt(26)));
    }
    return letters.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
