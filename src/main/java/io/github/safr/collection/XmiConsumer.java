package io.github.safr.collection;

import io.github.safr.failure.UimaFailures;
import io.github.safr.io.CasFormat;
import io.github.safr.io.CasWriter;
import io.github.safr.io.DocumentException;
import io.github.safr.io.OutputException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.uima.UimaContext;
import org.apache.uima.analysis_component.CasAnnotator_ImplBase;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.util.Level;

/**
 * Writes every document as XMI, with all its views, under the name that {@link DocumentsReader}
 * gave it: {@code letters/a.txt} becomes {@code letters/a.txt.xmi}. A file appears when it is
 * complete, and replaces an older one of its name. Beside the files lies the type system, in {@code
 * TypeSystem.xml}.
 *
 * <p>It changes nothing in the CAS, and as many of it as there are threads may write into one
 * folder.
 */
public final class XmiConsumer extends CasAnnotator_ImplBase {

  /**
   * The folder to write into; made if need be. A relative path starts where the JVM was started.
   */
  public static final String PARAM_OUTPUT = "output";

  private CasWriter writer;

  @Override
  public void initialize(UimaContext context) throws ResourceInitializationException {
    super.initialize(context);
    String output = (String) context.getConfigParameterValue(PARAM_OUTPUT);
    if (output == null || output.isBlank()) {
      throw UimaFailures.atStart(
          "Parameter '" + PARAM_OUTPUT + "' is not set. Name a folder for the XMI files.", null);
    }
    try {
      writer = CasWriter.into(Path.of(output), CasFormat.XMI);
    } catch (InvalidPathException | DocumentException e) {
      throw UimaFailures.atStart(e.getMessage(), e);
    }
  }

  @Override
  public void process(CAS cas) throws AnalysisEngineProcessException {
    String name =
        DocumentName.of(cas)
            .orElseThrow(
                () ->
                    UimaFailures.inDocument(
                        "The CAS does not say what its document is called, so there is no name for"
                            + " its file. Read documents with DocumentsReader, or add a '"
                            + DocumentName.TYPE
                            + "' to the CAS.",
                        null));
    try {
      int replaced = writer.write(cas, name).replacedCharacters();
      if (replaced > 0) {
        getContext()
            .getLogger()
            .log(
                Level.WARNING,
                "'"
                    + name
                    + "': "
                    + replaced
                    + " x a character that XMI cannot carry; U+FFFD takes its place.");
      }
    } catch (DocumentException | OutputException e) {
      throw UimaFailures.inDocument(e.getMessage(), e);
    }
  }
}
