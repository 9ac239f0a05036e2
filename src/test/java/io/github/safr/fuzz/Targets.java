package io.github.safr.fuzz;

import io.github.safr.io.DocumentFormat;
import io.github.safr.model.EncoderTarget;
import io.github.safr.model.ManifestTarget;
import io.github.safr.model.VocabularyTarget;
import io.github.safr.model.WindowTarget;
import io.github.safr.report.ReportTarget;
import io.github.safr.report.TypesTarget;
import io.github.safr.text.SegmenterTarget;
import java.util.function.Supplier;

/** All that is fuzzed. */
public enum Targets {
  SEGMENTER(SegmenterTarget::new),
  WORDS(() -> new EncoderTarget("en-sentiment-paper")),
  PIECES(() -> new EncoderTarget("en-sentiment")),
  WINDOWS(WindowTarget::new),
  PIPELINE(PipelineTarget::new),
  FOREIGN(ForeignTarget::new),
  TSV(() -> new TableTarget(DocumentFormat.TSV)),
  CSV(() -> new TableTarget(DocumentFormat.CSV)),
  JSONL(() -> new TableTarget(DocumentFormat.JSONL)),
  XMI(() -> new CasFileTarget(DocumentFormat.XMI)),
  JSON(() -> new CasFileTarget(DocumentFormat.JSON)),
  GZIP(GzipTarget::new),
  TYPES(TypesTarget::new),
  MANIFEST(ManifestTarget::new),
  WORD_LIST(() -> new VocabularyTarget("word")),
  PIECE_LIST(() -> new VocabularyTarget("wordpiece")),
  REPORT(ReportTarget::new);

  private final Supplier<FuzzTarget> maker;

  Targets(Supplier<FuzzTarget> maker) {
    this.maker = maker;
  }

  /** A target that is ready to be tried. */
  FuzzTarget make() {
    return maker.get();
  }
}
