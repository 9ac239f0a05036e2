package io.github.safr.report;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The data that the page of an atlas shows, as JSON: arrays in a fixed order, and strings that
 * occur often by their number; {@code atlas.js} says what stands where.
 */
final class AtlasJson {

  private static final double THOUSANDTHS = 1e3;

  /** Effects of single neurons are small. */
  private static final double MILLIONTHS = 1e6;

  private final StringWriter text = new StringWriter();
  private final JsonWriter json = new JsonWriter(text);
  private final Map<String, Integer> words = new LinkedHashMap<>();
  private final Map<NeuronSighting.Context, Integer> contexts = new LinkedHashMap<>();
  private final Map<NeuronSighting.Source, Integer> documents = new LinkedHashMap<>();

  private AtlasJson() {
    json.setHtmlSafe(true);
  }

  /**
   * The data of an atlas.
   *
   * @param links where the pages of documents are
   */
  static String of(String title, AtlasTally tally, ReportLinks links) {
    AtlasJson data = new AtlasJson();
    try {
      data.write(title, tally, links);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return data.text.toString();
  }

  private void write(String title, AtlasTally tally, ReportLinks links) throws IOException {
    json.beginObject();
    json.name("title").value(title);
    json.name("models").beginArray();
    for (AtlasTally.Model model : tally.models()) {
      write(model);
    }
    json.endArray();
    json.name("words").beginArray();
    for (String word : words.keySet()) {
      json.value(word);
    }
    json.endArray();
    json.name("contexts").beginArray();
    for (NeuronSighting.Context context : contexts.keySet()) {
      json.beginArray().value(context.text()).value(context.begin()).value(context.end());
      json.endArray();
    }
    json.endArray();
    json.name("documents").beginArray();
    for (NeuronSighting.Source document : documents.keySet()) {
      json.beginArray().value(document.name()).value(links.of(document).orElse(null)).endArray();
    }
    json.endArray();
    json.endObject();
  }

  private void write(AtlasTally.Model model) throws IOException {
    List<String> labels = model.labels();
    json.beginObject();
    json.name("name").value(model.name());
    json.name("labels").beginArray();
    for (String label : labels) {
      json.value(label);
    }
    json.endArray();
    json.name("layers").beginArray();
    for (AtlasTally.Layer layer : model.layers()) {
      long[] units = layer.units(labels.size());
      json.beginObject();
      json.name("layer").value(layer.number());
      json.name("units").beginArray();
      for (long count : units) {
        json.value(count);
      }
      json.endArray();
      json.name("neurons").beginArray();
      for (NeuronTally neuron : layer.neurons()) {
        write(neuron, units);
      }
      json.endArray();
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  private void write(NeuronTally neuron, long[] units) throws IOException {
    double[] means = neuron.means(units);
    json.beginArray().value(neuron.index());
    number(neuron.selectivity(units));
    json.value(neuron.tokens()).value(neuron.hasMoreWords() ? 1 : 0);
    json.beginArray();
    for (NeuronTally.OfLabel label : neuron.labels()) {
      json.value(label.label()).value(label.units()).value(label.tokens());
      number(means[label.label()]);
      number(label.effect(), MILLIONTHS);
    }
    json.endArray();
    json.beginArray().value(neuron.histogram().width());
    for (int bin = 0; bin < ActivationHistogram.BINS; bin++) {
      json.value(neuron.histogram().count(bin));
    }
    json.endArray();
    json.beginArray();
    for (NeuronSighting sighting : neuron.strongest()) {
      number(sighting.activation());
      number(sighting.effect(), MILLIONTHS);
      json.value(sighting.label());
      json.value(numberOf(sighting.document(), documents));
      json.value(numberOf(sighting.context(), contexts));
    }
    json.endArray();
    json.beginArray();
    for (NeuronTally.Word word : neuron.words()) {
      json.value(numberOf(word.text(), words)).value(word.count());
      number(word.activation());
      number(word.effect(), MILLIONTHS);
    }
    json.endArray().endArray();
  }

  private static <T> int numberOf(T value, Map<T, Integer> numbers) {
    return numbers.computeIfAbsent(value, key -> numbers.size());
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
}
