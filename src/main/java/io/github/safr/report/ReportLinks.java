package io.github.safr.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.github.safr.io.AtomicFile;
import io.github.safr.io.DocumentException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pages of documents in the folder of a report, as seen from a page elsewhere. Documents are
 * found by their names; of several of one name, by the number too.
 */
final class ReportLinks {

  private static final String BEGIN = "<script type=\"application/json\" id=\"collection-data\">";
  private static final String END = "</script>";

  private final @Nullable String way;
  private final Map<String, Integer> numbers;
  private final Map<NeuronSighting.Source, Boolean> exact;

  private ReportLinks(
      @Nullable String way,
      Map<String, Integer> numbers,
      Map<NeuronSighting.Source, Boolean> exact) {
    this.way = way;
    this.numbers = numbers;
    this.exact = exact;
  }

  /** No report, no links. */
  static ReportLinks none() {
    return new ReportLinks(null, Map.of(), Map.of());
  }

  /**
   * Reads which documents a report has.
   *
   * @param report its folder
   * @param page the page that is to lead there
   * @throws DocumentException if there is no report in the folder, or it is on another disk
   */
  static ReportLinks from(Path page, Path report) throws DocumentException {
    Path index = report.resolve(FolderOutput.INDEX);
    Map<String, Integer> numbers = new HashMap<>();
    Map<NeuronSighting.Source, Boolean> exact = new HashMap<>();
    try {
      String html = Files.readString(index);
      int begin = html.indexOf(BEGIN) + BEGIN.length();
      int end = html.indexOf(END, begin);
      if (begin < BEGIN.length() || end < 0) {
        throw new JsonParseException("no data");
      }
      JsonObject data = JsonParser.parseString(html.substring(begin, end)).getAsJsonObject();
      for (JsonElement element : data.getAsJsonArray("documents")) {
        JsonArray document = element.getAsJsonArray();
        int number = document.get(0).getAsInt();
        String name = document.get(1).getAsString();
        numbers.putIfAbsent(name, number);
        exact.put(new NeuronSighting.Source(number, name), true);
      }
      return new ReportLinks(way(page, report), numbers, exact);
    } catch (IOException | RuntimeException e) {
      throw new DocumentException(
          ("No report can be read from '%s'. Name a folder that this version's 'report' wrote, on"
                  + " the same disk as the atlas.")
              .formatted(report),
          e);
    }
  }

  /**
   * Makes the report's pages lead to the atlas: a line at the head of the script that they share
   * says where it is. Another report into the folder removes it.
   *
   * @throws IOException if the script cannot be written
   */
  static void lead(Path report, Path page) throws IOException {
    String address = way(report.resolve(FolderOutput.INDEX), AtomicFile.folderOf(page));
    String line =
        "window.safrAtlas="
            + new JsonPrimitive(address + segment(page.getFileName().toString()))
            + ";\n";
    String script = new Pages().assets().get(Pages.SCRIPT);
    AtomicFile.write(
        report.resolve(Pages.SCRIPT),
        report,
        out -> out.write((line + script).getBytes(StandardCharsets.UTF_8)));
  }

  /** The relative address of the folder, ending in a slash unless it is the page's own. */
  private static String way(Path page, Path report) {
    Path from = AtomicFile.folderOf(page.toAbsolutePath().normalize());
    StringBuilder way = new StringBuilder();
    for (Path step : from.relativize(report.toAbsolutePath().normalize())) {
      if (!step.toString().isEmpty()) {
        way.append(segment(step.toString())).append('/');
      }
    }
    return way.toString();
  }

  /** A name as a part of an address. */
  private static String segment(String name) {
    try {
      return new URI(null, null, "/" + name, null).getRawPath().substring(1).replace(":", "%3A");
    } catch (java.net.URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The address of the page of a document. */
  Optional<String> of(NeuronSighting.Source document) {
    Integer number =
        exact.containsKey(document)
            ? Integer.valueOf(document.number())
            : numbers.get(document.name());
    return Optional.ofNullable(number)
        .map(
            known ->
                way
                    + FolderOutput.DOCUMENTS
                    + "/"
                    + String.format(Locale.ROOT, "%05d.html", known));
  }

  /** The address of the report's first page, if there is a report. */
  Optional<String> index() {
    return Optional.ofNullable(way).map(known -> known + FolderOutput.INDEX);
  }
}
