package io.github.safr.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose models are let in: anybody's, or those that the owner of a key has signed. What is signed
 * is {@code model.json}, which vouches for all other files by their checksums. The signature stands
 * beside it, in {@value #SIGNATURE}: 64 bytes, by Ed25519 (RFC 8032).
 */
public final class ModelTrust {

  /** Lets in every model that is whole, whoever made it. */
  public static final ModelTrust ANYBODY = new ModelTrust(null, null);

  /** Name of the file that holds the signature. */
  public static final String SIGNATURE = ModelManifest.FILE + ".sig";

  private static final String ALGORITHM = "Ed25519";
  private static final int SIGNATURE_BYTES = 64;
  private static final int LARGEST_KEY_FILE = 1 << 16;
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

  private final @Nullable PublicKey key;
  private final @Nullable Path file;

  private ModelTrust(@Nullable PublicKey key, @Nullable Path file) {
    this.key = key;
    this.file = file;
  }

  /**
   * Lets in what the owner of a key has signed.
   *
   * @param file the public key, in PEM
   * @throws ModelException if there is none in the file
   */
  public static ModelTrust of(Path file) {
    String text;
    try (InputStream in = Files.newInputStream(file)) {
      text = new String(in.readNBytes(LARGEST_KEY_FILE), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new ModelException(
          "The trusted key '" + file + "' cannot be read. Check its path and permissions.", e);
    }
    if (text.contains("PRIVATE KEY")) {
      throw new ModelException(
          "The trusted key '"
              + file
              + "' is a private one. Name the public key that belongs to it.");
    }
    Matcher pem = PEM.matcher(text);
    try {
      if (pem.find()) {
        byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
        KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
        return new ModelTrust(factory.generatePublic(new X509EncodedKeySpec(encoded)), file);
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw noKey(file, e);
    }
    throw noKey(file, null);
  }

  /**
   * Lets in what the owner of a key has signed, or everything if no key is named.
   *
   * @param file path of the public key; null for none
   * @throws ModelException as {@link #of(Path)}, or if it is blank: whoever passes on a variable
   *     that is not set wants a key all the same
   */
  public static ModelTrust of(@Nullable String file) {
    if (file == null) {
      return ANYBODY;
    }
    if (file.isBlank()) {
      throw noKey(file, null);
    }
    try {
      return of(Path.of(file));
    } catch (InvalidPathException e) {
      throw noKey(file, e);
    }
  }

  private static ModelException noKey(Object file, @Nullable Exception cause) {
    return new ModelException(
        "The trusted key '"
            + file
            + "' is no public key of "
            + ALGORITHM
            + " in PEM. 'openssl pkey -in private.pem -pubout' makes one.",
        cause);
  }

  /**
   * Checks the signature of a description.
   *
   * @throws ModelException if it is to be signed and is not, or not by the trusted key
   */
  void check(byte[] description, ModelFiles files) {
    if (key == null) {
      return;
    }
    byte[] signature = files.read(SIGNATURE, LARGEST_KEY_FILE);
    if (signature == null) {
      throw new ModelException(
          "The model in '"
              + files.place()
              + "' is not signed: it has no "
              + SIGNATURE
              + ". Have it signed by who owns the trusted key, '"
              + file
              + "', or trust no key.");
    }
    if (signature.length != SIGNATURE_BYTES) {
      throw new ModelException(
          "'%s' is no signature: it has %d bytes and should have %d. Copy it again, or sign the model again."
              .formatted(files.place(SIGNATURE), signature.length, SIGNATURE_BYTES));
    }
    if (!isOf(signature, description)) {
      throw new ModelException(
          "'"
              + files.place(ModelManifest.FILE)
              + "' was not signed by the trusted key, '"
              + file
              + "', or was changed afterwards. Do not use the model before you know which.");
    }
  }

  private boolean isOf(byte[] signature, byte[] description) {
    try {
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(key);
      verifier.update(description);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // Bytes that no key can have made.
      return false;
    }
  }

  /** Two are equal that trust the same key, wherever it was read. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ModelTrust trust && Objects.equals(key, trust.key);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(key);
  }

  @Override
  public String toString() {
    return key == null ? "anybody" : "key " + file;
  }
}
