package io.github.safr.testing;

import io.github.safr.model.ModelManifest;
import io.github.safr.model.ModelTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;

/** A new pair of keys, whose public one is a file. */
public final class SigningKey {

  private final KeyPair keys;
  private final Path file;

  /**
   * @param parent folder for the file
   */
  public SigningKey(Path parent) {
    try {
      keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      String encoded = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
      file =
          Files.writeString(
              Files.createTempFile(parent, "key", ".pem"),
              "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n");
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public key. */
  public Path file() {
    return file;
  }

  /** Signs a model. */
  public void sign(Path model) {
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(keys.getPrivate());
      signer.update(Files.readAllBytes(model.resolve(ModelManifest.FILE)));
      Files.write(model.resolve(ModelTrust.SIGNATURE), signer.sign());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
