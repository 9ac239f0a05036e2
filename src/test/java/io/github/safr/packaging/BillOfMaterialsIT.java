package io.github.safr.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.safr.packaging.ClassPathFile.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The list of what users get, against the jars that they get. Maven makes none with {@code -o}. */
@DisplayName("The bill of materials")
class BillOfMaterialsIT {

  private static final Path FILE = Path.of(System.getProperty("safr.packaged") + "-cyclonedx.json");

  private static JsonObject bill;

  @BeforeAll
  static void read() throws IOException {
    assumeThat(System.getProperty("safr.network")).isEqualTo("offline=false");
    bill = JsonParser.parseString(Files.readString(FILE)).getAsJsonObject();
  }

  @Test
  void listsEveryJarByItsBytesAndNoOthers() throws Exception {
    Map<String, String> wanted = new TreeMap<>();
    for (Artifact artifact : ClassPathFile.all()) {
      wanted.put(sha256(artifact.file()), artifact.key());
    }

    assertThat(wanted).hasSizeGreaterThan(40);
    assertThat(hashes("required", "optional")).isEqualTo(wanted);
  }

  @Test
  void tellsWhatAnnotatingNeedsFromTheRest() throws Exception {
    Map<String, String> wanted = new TreeMap<>();
    for (Artifact artifact : ClassPathFile.ofUsers()) {
      wanted.put(sha256(artifact.file()), artifact.key());
    }

    assertThat(hashes("required")).isEqualTo(wanted);
  }

  @Test
  void listsEveryJarOfThePear() throws Exception {
    Map<String, String> listed = hashes("required");
    List<String> unlisted = new ArrayList<>();
    int jars = 0;
    try (ZipFile pear = new ZipFile(System.getProperty("safr.packaged") + ".pear")) {
      for (ZipEntry entry : pear.stream().toList()) {
        if (entry.getName().matches("lib/(?!safr-uima).*\\.jar")) {
          jars++;
          try (InputStream in = pear.getInputStream(entry)) {
            if (!listed.containsKey(sha256(in))) {
              unlisted.add(entry.getName());
            }
          }
        }
      }
    }
    assertThat(jars).isGreaterThan(10);
    assertThat(unlisted).isEmpty();
  }

  @Test
  void namesALicenceForEachAndIsTheSameEveryTime() {
    for (JsonElement component : bill.getAsJsonArray("components")) {
      assertThat(component.getAsJsonObject().getAsJsonArray("licenses"))
          .as(component.getAsJsonObject().get("purl").getAsString())
          .isNotEmpty();
    }
    assertThat(bill.keySet()).doesNotContain("serialNumber");
    assertThat(bill.getAsJsonObject("metadata").keySet()).doesNotContain("timestamp");
  }

  /** SHA-256 to group and name, of components in these scopes. */
  private static Map<String, String> hashes(String... scopes) {
    Map<String, String> hashes = new TreeMap<>();
    for (JsonElement element : bill.getAsJsonArray("components")) {
      JsonObject component = element.getAsJsonObject();
      if (List.of(scopes).contains(component.get("scope").getAsString())) {
        for (JsonElement hash : component.getAsJsonArray("hashes")) {
          if (hash.getAsJsonObject().get("alg").getAsString().equals("SHA-256")) {
            hashes.put(
                hash.getAsJsonObject().get("content").getAsString(),
                component.get("group").getAsString() + ":" + component.get("name").getAsString());
          }
        }
      }
    }
    return hashes;
  }

  private static String sha256(Path file) throws Exception {
    try (InputStream in = Files.newInputStream(file)) {
      return sha256(in);
    }
  }

  private static String sha256(InputStream in) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      digest.update(buffer, 0, read);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
