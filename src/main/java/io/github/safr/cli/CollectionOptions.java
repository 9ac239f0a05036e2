package io.github.safr.cli;

import com.google.gson.GsonBuilder;
import io.github.safr.io.DocumentException;
import io.github.safr.io.DocumentFormat;
import io.github.safr.io.DocumentSource;
import io.github.safr.io.TypeSystems;
import io.github.safr.io.table.TableColumns;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where documents come from. */
@Command(optionListHeading = "%nDocuments:%n")
final class CollectionOptions {

  @Option(
      names = "--input",
      required = true,
      arity = "1..*",
      paramLabel = "FILE|DIR|PATTERN",
      description =
          "Documents: files; directories, whose .txt files (with --format: files of that format)"
              + " are read at any depth; quoted patterns with * ? [] {} and, for any depth, **.")
  private List<String> inputs;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "What the files hold: text, tsv, csv, jsonl, xmi or json, each also as .gz. jsonl is a"
              + " table, with an object a line; json is an annotated document of UIMA."
              + "%n  Default: as their extensions say, else text")
  private @Nullable DocumentFormat format;

  @Option(
      names = "--text-column",
      defaultValue = TableColumns.DEFAULT_TEXT,
      paramLabel = "NAME|N",
      description = "Tables: the column of the texts, by name or number.")
  private String textColumn;

  @Option(
      names = "--id-column",
      paramLabel = "NAME|N",
      description =
          "Tables: a column whose values go into the names of the output files."
              + "%n  Default: none; rows are known by their numbers")
  private @Nullable String idColumn;

  @Option(
      names = "--no-header",
      negatable = false,
      description = "Tables: the first row of TSV and CSV files is a document, too.")
  private boolean noHeader;

  @Option(
      names = "--type-system",
      paramLabel = "FILE",
      description =
          "XMI and JSON: what describes the documents' own types."
              + "%n  Default: the nearest TypeSystem.xml, beside an XMI document or above it; what"
              + " JSON documents say")
  private @Nullable Path typeSystem;

  @Option(
      names = "--view",
      paramLabel = "NAME",
      description =
          "XMI and JSON: which of a document's texts is annotated."
              + "%n  Default: _InitialView, the only one of most documents")
  private @Nullable String view;

  /**
   * Checks what can be checked without looking at a file.
   *
   * @throws ParameterException if the options contradict each other
   */
  void check(CommandSpec command) {
    boolean numbered =
        TableColumns.isNumber(textColumn) && (idColumn == null || TableColumns.isNumber(idColumn));
    if (noHeader && format != DocumentFormat.JSONL && !numbered) {
      throw new ParameterException(
          command.commandLine(),
          "With --no-header columns have no names: give their numbers with --text-column and"
              + " --id-column.");
    }
  }

  /** The files that are named. */
  DocumentSource source() throws DocumentException {
    return DocumentSource.of(inputs, format);
  }

  /** Where in tables the documents are. */
  TableColumns columns() {
    return new TableColumns(textColumn, idColumn, !noHeader);
  }

  /** The types that the documents bring. */
  TypeSystemDescription types(DocumentSource source) throws DocumentException {
    if (typeSystem != null) {
      return TypeSystems.read(typeSystem);
    }
    return TypeSystems.of(source.mayHoldAnnotated() ? source.unnamed() : List.of());
  }

  /** Name of the view that is annotated. */
  String view() {
    return view == null ? CAS.NAME_DEFAULT_SOFA : view;
  }

  /** What decides which documents there are, and what they are called. */
  Map<String, String> settings() {
    return Map.of(
        "--input",
        new GsonBuilder().disableHtmlEscaping().create().toJson(inputs),
        "--format",
        format == null ? "by extension" : format.toString(),
        "--text-column",
        textColumn,
        "--id-column",
        idColumn == null ? "none" : idColumn,
        "--no-header",
        String.valueOf(noHeader),
        "--type-system",
        typeSystem == null ? "nearest" : typeSystem.toString(),
        "--view",
        view());
  }

  /** The inputs, for a sentence. */
  String named() {
    return String.join(", ", inputs.stream().map(input -> "'" + input + "'").toList());
  }
}
