package io.github.safr.benchmark;

import io.github.safr.model.ModelDirectory;
import io.github.safr.model.TokenEncoder;
import io.github.safr.model.Window;
import io.github.safr.tensorflow.PieceSequence;
import io.github.safr.tensorflow.TokenBatch;
import io.github.safr.text.TextSegmenter;
import io.github.safr.text.TextSpan;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What happens to a sentence before the network reads it, in microseconds a sentence. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TextBenchmark {

  private static final int SENTENCES = 189;

  /** Bundled models: word pieces and words. */
  @Param({"en-sentiment", "en-sentiment-paper"})
  public String model;

  private TextSegmenter segmenter;
  private TokenEncoder encoder;
  private List<String> texts;
  private List<List<String>> tokens;
  private List<PieceSequence> sequences;
  private int longest;

  /** Reads the sentences and the model's vocabulary. */
  @Setup
  public void prepare() {
    segmenter = TextSegmenter.forLanguage("en");
    Corpus corpus = Corpus.draw(BenchmarkTexts.own(), SENTENCES, 1, segmenter, 0);
    texts = corpus.documents();
    tokens = corpus.tokens();
    encoder = ModelDirectory.with(model, ModelDirectory::encoder);
    longest = ModelDirectory.manifestOf(model).maxTokens();
    sequences = tokens.stream().map(this::sequence).toList();
  }

  private PieceSequence sequence(List<String> sentence) {
    int[][] pieces = encoder.encode(sentence);
    return encoder.sequence(pieces, new Window(0, pieces.length), longest);
  }

  /** Finds sentences and tokens. */
  @Benchmark
  @OperationsPerInvocation(SENTENCES)
  public void segment(Blackhole sink) {
    for (String text : texts) {
      for (TextSpan sentence : segmenter.sentences(text)) {
        sink.consume(segmenter.tokens(text, sentence));
      }
    }
  }

  /** Turns tokens into pieces, most of them met before. */
  @Benchmark
  @OperationsPerInvocation(SENTENCES)
  public void encode(Blackhole sink) {
    tokens.forEach(sentence -> sink.consume(encoder.encode(sentence)));
  }

  /** Makes one padded batch. */
  @Benchmark
  @OperationsPerInvocation(SENTENCES)
  public TokenBatch pad() {
    return TokenBatch.of(sequences);
  }
}
