package io.github.safr.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.safr.model.Checksums;
import io.github.safr.model.ModelDirectory;
import io.github.safr.model.ModelManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Models as earlier versions made them: nothing inside the network has a name that is known. */
public final class OldModel {

  private static final String KNOWN = "inner.";
  private static final String OTHER = "older.";

  private OldModel() {}

  /** Changes a model directory. Names keep their length, so that the file stays readable. */
  public static void makeOf(Path directory) throws IOException {
    rename(directory, KNOWN, OTHER);
  }

  /** Gives other names, of the same length, to what is inside the network. */
  public static void rename(Path directory, String from, String to) throws IOException {
    Path network = directory.resolve(ModelDirectory.NETWORK);
    String before = Checksums.sha256(network);
    String bytes = new String(Files.readAllBytes(network), ISO_8859_1);
    Files.write(network, bytes.replace(from, to).getBytes(ISO_8859_1));
    Path manifest = directory.resolve(ModelManifest.FILE);
    String after = Checksums.sha256(network);
    Files.writeString(manifest, Files.readString(manifest).replace(before, after));
  }
}
