package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safr.testing.ForgedModel;
import io.github.safr.testing.SigningKey;
import io.github.safr.testing.TinyModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTrustTest {

  /** By {@code openssl genpkey -algorithm ed25519} and {@code openssl pkey -pubout}. */
  private static final String OPENSSL_KEY =
      """
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEAm3AaAAO7739IRUrbzctVYc7bgVnDD0GY2zMCHuzDdOQ=
      -----END PUBLIC KEY-----
      """;

  /** By {@code openssl pkeyutl -sign -rawin}, of the line below. */
  private static final String OPENSSL_SIGNATURE =
      "6dbb2b2c56fe2a0fcb9ee750b7fe834022e635b86a5f006ad070eace8bd911b4"
          + "6dfb3a090d740cbe9a1eba210c2f957723816d336523fb2050fc6c90211d1605";

  private static final String SIGNED = "A model.\n";

  @TempDir static Path models;
  private static Path whole;

  @TempDir Path folder;
  private SigningKey key;
  private Path model;

  @BeforeAll
  static void write() {
    whole = TinyModel.write(models);
  }

  @BeforeEach
  void sign() {
    key = new SigningKey(folder);
    model = ForgedModel.copy(whole, folder);
    key.sign(model);
  }

  @Test
  void aSignedModelIsLetIn() {
    assertThat(open().manifest().name()).isEqualTo("tiny");
    assertThat(ModelDirectory.open(model).manifest().name()).isEqualTo("tiny");
  }

  @Test
  void whatOpensslSignsIsSigned() throws IOException {
    ModelTrust trust = ModelTrust.of(Files.writeString(folder.resolve("key.pem"), OPENSSL_KEY));
    Path signed = Files.createDirectory(folder.resolve("signed"));
    Files.write(signed.resolve(ModelTrust.SIGNATURE), HexFormat.of().parseHex(OPENSSL_SIGNATURE));
    ModelFiles files = FolderFiles.of(signed);
    assertThatCode(() -> trust.check(SIGNED.getBytes(StandardCharsets.UTF_8), files))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> trust.check("A model".getBytes(StandardCharsets.UTF_8), files))
        .hasMessageContaining("was not signed by the trusted key");
  }

  @Test
  void anUnsignedModelIsRefusedABundledOneToo() throws IOException {
    Files.delete(model.resolve(ModelTrust.SIGNATURE));
    assertRefused("is not signed: it has no model.json.sig");
    ModelTrust trust = ModelTrust.of(key.file());
    assertThatThrownBy(() -> ModelDirectory.open("en-sentiment-paper", trust))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("is not signed");
  }

  @Test
  void whatSomebodyElseSignedIsRefused() {
    new SigningKey(folder).sign(model);
    assertRefused("was not signed by the trusted key");
  }

  @Test
  void anyOtherDescriptionIsRefusedBeforeItIsRead() throws IOException {
    Path file = model.resolve(ModelManifest.FILE);
    String text = Files.readString(file);
    Files.writeString(file, text.replace("\"negative\"", "\"harmless\""));
    assertRefused("or was changed afterwards");
    Files.writeString(file, "{");
    assertRefused("or was changed afterwards");
  }

  @Test
  void anyOtherNetworkIsRefusedForgedChecksumOrNot() {
    byte[] network = ForgedModel.network(model).toBuilder().clearMetaGraphs().build().toByteArray();
    ForgedModel.setNetwork(model, network);
    assertRefused("or was changed afterwards");
  }

  @Test
  void everySignatureThatIsNoneIsRefused() throws IOException {
    Path file = model.resolve(ModelTrust.SIGNATURE);
    byte[] signature = Files.readAllBytes(file);
    for (int length : new int[] {0, 1, 63}) {
      Files.write(file, Arrays.copyOf(signature, length));
      assertRefused("has " + length + " bytes and should have 64");
    }
    Files.write(file, new byte[200_000]);
    assertRefused("has more than 65,536 bytes");
    for (int bit = 0; bit < 8 * signature.length; bit++) {
      byte[] changed = signature.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, changed);
      assertRefused("was not signed by the trusted key");
    }
    Files.write(file, new byte[64]);
    assertRefused("was not signed by the trusted key");
  }

  @Test
  void aFileWithoutAPublicKeyIsNoKey() throws IOException {
    Path file = folder.resolve("key.pem");
    assertThatThrownBy(() -> ModelTrust.of(file)).hasMessageContaining("cannot be read");
    String rsa = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAn3hmIHumZyEhTQtDdn0p";
    for (String text :
        new String[] {
          "", "mykey", OPENSSL_KEY.replace("MCow", "MCoz"), OPENSSL_KEY.replaceAll("MCow.*", rsa)
        }) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> ModelTrust.of(file))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("is no public key of Ed25519 in PEM");
    }
    Files.writeString(file, OPENSSL_KEY.replace("PUBLIC", "PRIVATE"));
    assertThatThrownBy(() -> ModelTrust.of(file)).hasMessageContaining("is a private one");
  }

  @Test
  void twoFilesOfOneKeyAreTheSameTrust() throws IOException {
    Path again = Files.copy(key.file(), folder.resolve("again.pem"));
    assertThat(ModelTrust.of(again))
        .isEqualTo(ModelTrust.of(key.file()))
        .hasSameHashCodeAs(ModelTrust.of(key.file()))
        .isNotEqualTo(ModelTrust.ANYBODY)
        .isNotEqualTo(ModelTrust.of(new SigningKey(folder).file()));
    assertThat(ModelTrust.of((String) null)).isEqualTo(ModelTrust.ANYBODY);
  }

  /** What a script passes on if the variable with the path is not set. */
  @Test
  void noNameOfAKeyTrustsNobody() {
    for (String blank : new String[] {"", " ", "\t\n"}) {
      assertThatThrownBy(() -> ModelTrust.of(blank))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("The trusted key '" + blank + "' is no public key");
    }
  }

  private ModelDirectory open() {
    return ModelDirectory.open(model, ModelTrust.of(key.file()));
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(this::open)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(model.toString())
        .hasMessageContaining(reason);
  }
}
