package io.github.safr.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.model.Window;
import io.github.safr.model.WordPieceEncoder;
import io.github.safr.pretrained.MiniLm;
import io.github.safr.pretrained.OnnxReference;
import io.github.safr.tensorflow.PieceSequence;
import io.github.safr.tensorflow.TensorFlowRuntime;
import io.github.safr.tensorflow.TokenBatch;
import io.github.safr.text.TextSegmenter;
import io.github.safr.training.TrainingData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The encoder as we build it against the file it comes from, run by ONNX Runtime. */
@DisplayName("The pretrained encoder in our network")
class PretrainedParityTest {

  private static final int SENTENCES = 50;
  private static final int CLS = 101;
  private static final int SEP = 102;
  private static final float TOLERANCE = 1e-4f;

  @Test
  void computesWhatTheOriginalComputes() throws Exception {
    TensorFlowRuntime.load();
    MiniLm original = MiniLm.load();
    List<int[]> sentences = sentences(original.vocabulary());
    assertThat(sentences).hasSize(SENTENCES);
    assertThat(sentences.stream().map(pieces -> pieces.length).distinct().count())
        .isGreaterThan(SENTENCES / 2);
    sentences.addAll(draws(original.vocabulary()));
    try (OnnxReference reference = new OnnxReference();
        Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TInt32> ids = placeholder(tf, "ids");
      Placeholder<TInt32> owners = placeholder(tf, "owners");
      EncoderStates states =
          Encoder.of(
                  tf,
                  new GivenParameters(tf, original.weights()),
                  architecture(),
                  1,
                  Precision.FLOAT32)
              .infer(new Encoder.Input(ids, owners));
      try (Session session = new Session(graph)) {
        // Batches of five of different length: padding must not matter either.
        for (int first = 0; first < sentences.size(); first += 5) {
          List<int[]> some = sentences.subList(first, first + 5);
          float[][] ours = run(session, ids, owners, states.output(), some);
          for (int i = 0; i < some.size(); i++) {
            compare(
                ours[i], reference.lastHidden(Arrays.stream(some.get(i)).asLongStream().toArray()));
          }
        }
      }
    }
  }

  private static void compare(float[] ours, float[][] theirs) {
    for (int piece = 0; piece < theirs.length; piece++) {
      for (int k = 0; k < MiniLm.WIDTH; k++) {
        float difference = Math.abs(ours[piece * MiniLm.WIDTH + k] - theirs[piece][k]);
        assertThat(difference)
            .as("piece %d of %d, entry %d", piece, theirs.length, k)
            .isLessThan(TOLERANCE);
      }
    }
  }

  /** Written sentences of 1 to over 150 words, as a pipeline would read them. */
  private static List<int[]> sentences(List<String> vocabulary) throws IOException {
    WordPieceEncoder encoder = WordPieceEncoder.of(vocabulary);
    TextSegmenter segmenter = TextSegmenter.forLanguage("en");
    List<int[]> sentences = new ArrayList<>();
    for (String sentence : lines("/sentences/fifty.txt")) {
      int[][] pieces = encoder.encode(TrainingData.tokens(sentence, segmenter));
      Window whole = new Window(0, pieces.length);
      sentences.add(encoder.sequence(pieces, whole, MiniLm.POSITIONS).ids());
    }
    return sentences;
  }

  /** Pieces that hardly occur in sentences: 1 to 160 of them, drawn from the vocabulary. */
  private static List<int[]> draws(List<String> vocabulary) {
    SplittableRandom random = new SplittableRandom(17);
    List<int[]> draws = new ArrayList<>();
    for (int i = 0; i < SENTENCES; i++) {
      int length = 1 + (i < 40 ? i : i * 4 - 40);
      int[] pieces = new int[length + 2];
      pieces[0] = CLS;
      for (int k = 1; k <= length; k++) {
        pieces[k] = random.nextInt(1000, vocabulary.size());
      }
      pieces[length + 1] = SEP;
      draws.add(pieces);
    }
    return draws;
  }

  private static List<String> lines(String resource) throws IOException {
    try (InputStream in = PretrainedParityTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static PieceArchitecture architecture() {
    return new PieceArchitecture(
        MiniLm.PIECES,
        2,
        MiniLm.WIDTH,
        MiniLm.HEADS,
        MiniLm.LAYERS,
        MiniLm.INNER_WIDTH,
        MiniLm.POSITIONS,
        MiniLm.NORM_EPSILON,
        false,
        1,
        0,
        MiniLm.POSITIONS,
        0.1);
  }

  /** Last states of every piece: each counts as a token here, the marks too. */
  private static float[][] run(
      Session session,
      Placeholder<TInt32> ids,
      Placeholder<TInt32> owners,
      Operand<TFloat32> output,
      List<int[]> sentences) {
    TokenBatch batch = TokenBatch.of(sentences.stream().map(PieceSequence::ofWords).toList());
    Shape shape = Shape.of(batch.rows(), batch.columns());
    try (TInt32 idTensor = TInt32.tensorOf(shape, DataBuffers.of(batch.ids()));
        TInt32 ownerTensor = TInt32.tensorOf(shape, DataBuffers.of(batch.owners()));
        Result result =
            session.runner().feed(ids, idTensor).feed(owners, ownerTensor).fetch(output).run()) {
      float[] all = Weight.of((TFloat32) result.get(0)).values();
      int row = all.length / sentences.size();
      float[][] rows = new float[sentences.size()][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = Arrays.copyOfRange(all, i * row, (i + 1) * row);
      }
      return rows;
    }
  }

  private static Placeholder<TInt32> placeholder(Ops tf, String name) {
    return tf.withName(name).placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, -1)));
  }
}
