package io.github.safr.report;

import com.google.gson.stream.JsonWriter;
import io.github.safr.explanations.ExplainedUnit;
import io.github.safr.explanations.ImportantWord;
import io.github.safr.explanations.WordNeurons;
import io.github.safr.explanations.WordPair;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.uima.cas.text.AnnotationFS;

/**
 * The data that the pages' script shows, as JSON that can stand in HTML: no {@code <}, {@code >} or
 * {@code &}, nor separators of lines. Arrays in a fixed order in place of objects, and thousandths
 * in place of fractions, keep it small; {@code report.js} says what stands where.
 */
final class ReportJson {

  private static final double THOUSANDTHS = 1e3;

  /** Scores of pairs and effects of single neurons are small. */
  private static final double MILLIONTHS = 1e6;

  private final StringWriter text = new StringWriter();
  private final JsonWriter json = new JsonWriter(text);

  private ReportJson() {
    json.setHtmlSafe(true);
  }

  /** The documents of a collection, for its list. */
  static String of(CollectionTally tally) {
    ReportJson data = new ReportJson();
    try {
      data.json.beginObject();
      data.strings("labels", tally.labels().stream().map(CollectionTally.Label::name).toList());
      data.json.name("documents").beginArray();
      for (DocumentEntry entry : tally.entries()) {
        data.json.beginArray().value(entry.number()).value(entry.name()).value(entry.label());
        data.number(entry.confidence());
        data.json.value(entry.units()).beginArray();
        for (String word : entry.words()) {
          data.json.value(word);
        }
        data.json.endArray().endArray();
      }
      data.json.endArray().endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return data.text.toString();
  }

  /** A document, with all that is shown of it. */
  static String of(ReportDocument document) {
    ReportJson data = new ReportJson();
    try {
      data.write(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return data.text.toString();
  }

  private void write(ReportDocument document) throws IOException {
    List<String> labels = new ArrayList<>(labels(document));
    List<String> models =
        document.units().stream().map(unit -> String.valueOf(unit.model())).distinct().toList();
    json.beginObject();
    json.name("number").value(document.number());
    json.name("name").value(document.name());
    json.name("language").value(document.language());
    if (document.verdict().isPresent()) {
      Verdict verdict = document.verdict().get();
      json.name("label").value(verdict.label());
      json.name("confidence");
      number(verdict.confidence());
    }
    strings("labels", labels);
    strings("models", models);
    json.name("text").value(document.text());
    json.name("units").beginArray();
    for (ExplainedUnit unit : document.units()) {
      write(
          unit,
          labels.indexOf(String.valueOf(unit.label())),
          models.indexOf(String.valueOf(unit.model())),
          labels);
    }
    json.endArray().endObject();
  }

  private static Set<String> labels(ReportDocument document) {
    Set<String> labels = new LinkedHashSet<>();
    for (ExplainedUnit unit : document.units()) {
      labels.addAll(unit.probabilities().keySet());
      labels.add(String.valueOf(unit.label()));
    }
    return labels;
  }

  private void write(ExplainedUnit unit, int label, int model, List<String> labels)
      throws IOException {
    json.beginObject();
    json.name("b").value(unit.begin()).name("e").value(unit.end());
    json.name("l").value(label).name("m").value(model).name("c");
    number(unit.confidence());
    json.name("p").beginArray();
    for (Map.Entry<String, Double> probability : unit.probabilities().entrySet()) {
      json.value(labels.indexOf(probability.getKey()));
      number(probability.getValue());
    }
    json.endArray();
    Map<Long, Integer> tokens = new HashMap<>();
    json.name("t").beginArray();
    for (ImportantWord word : unit.importantTokens()) {
      tokens.put(place(word.begin(), word.end()), tokens.size());
      json.beginArray().value(word.begin() - unit.begin()).value(word.end() - unit.begin());
      json.value(word.rank());
      number(word.importance());
      number(word.contribution());
      number(word.visibility());
      json.endArray();
    }
    json.endArray();
    writePairs(unit);
    writeNeurons(unit, tokens);
    json.endObject();
  }

  private void writePairs(ExplainedUnit unit) throws IOException {
    json.name("r").beginArray();
    for (WordPair pair : unit.pairs()) {
      if (pair.first() == null || pair.second() == null) {
        continue;
      }
      json.beginArray();
      for (AnnotationFS token : List.of(pair.first(), pair.second())) {
        json.value(token.getBegin() - unit.begin()).value(token.getEnd() - unit.begin());
      }
      number(pair.score(), MILLIONTHS);
      number(pair.attention());
      number(pair.interference());
      json.endArray();
    }
    json.endArray();
  }

  private void writeNeurons(ExplainedUnit unit, Map<Long, Integer> tokens) throws IOException {
    json.name("n").beginArray();
    for (WordNeurons token : unit.allocations()) {
      Integer index = tokens.get(place(token.begin(), token.end()));
      // Neurons of a token that is not important are nowhere to be shown.
      if (index != null) {
        json.beginArray().value(index).value(token.layer());
        number(token.norm());
        number(token.capacity());
        number(token.interference());
        number(token.effectiveNeurons());
        for (WordNeurons.Neuron neuron : token.neurons()) {
          json.value(neuron.index());
          number(neuron.activation());
          number(neuron.effect(), MILLIONTHS);
        }
        json.endArray();
      }
    }
    json.endArray();
  }

  private void strings(String name, List<String> values) throws IOException {
    json.name(name).beginArray();
    for (String value : values) {
      json.value(value);
    }
    json.endArray();
  }

  private void number(double value) throws IOException {
    number(value, THOUSANDTHS);
  }

  /** What is not known becomes null. */
  private void number(double value, double parts) throws IOException {
    if (Double.isFinite(value)) {
      json.value(Math.round(parts * value));
    } else {
      json.nullValue();
    }
  }

  private static long place(int begin, int end) {
    return ((long) begin << Integer.SIZE) | end;
  }
}
