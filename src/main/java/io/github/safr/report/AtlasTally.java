package io.github.safr.report;

import io.github.safr.explanations.ExplainedUnit;
import io.github.safr.explanations.WordNeurons;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts over the neurons that documents report, met one document after the other. What stays in
 * memory is bounded, however many documents there are: by the number of neurons, which has a limit,
 * and by that of different words.
 */
final class AtlasTally {

  /**
   * What may be kept.
   *
   * @param neurons how many neurons, of all models and layers together
   * @param wordsOfANeuron how many different words of a neuron
   * @param words how many words of all neurons together; one that two neurons have counts twice
   * @param models how many models
   * @param labels how many labels of a model
   */
  record Limits(int neurons, int wordsOfANeuron, int words, int models, int labels) {

    static final Limits USUAL = new Limits(20_000, 2_000, 1_000_000, 100, 200);
  }

  /** A layer of a model. */
  static final class Layer {
    private final int number;
    private final Map<Integer, Long> units = new HashMap<>();
    private final Map<Integer, NeuronTally> neurons = new TreeMap<>();

    private Layer(int number) {
      this.number = number;
    }

    /** Counted from 1. */
    int number() {
      return number;
    }

    /** How many units of each label report neurons of the layer. */
    long[] units(int labels) {
      long[] counts = new long[labels];
      units.forEach((label, count) -> counts[label] = count);
      return counts;
    }

    /** By their index. */
    List<NeuronTally> neurons() {
      return List.copyOf(neurons.values());
    }
  }

  /** A model. */
  static final class Model {
    private final String name;
    private final Map<String, Integer> labels = new LinkedHashMap<>();
    private final Map<Integer, Layer> layers = new TreeMap<>();

    private Model(String name) {
      this.name = name;
    }

    String name() {
      return name;
    }

    /** In the order of the model. */
    List<String> labels() {
      return List.copyOf(labels.keySet());
    }

    /** The last first: it is the one whose effects are known. */
    List<Layer> layers() {
      List<Layer> all = new ArrayList<>(layers.values());
      Collections.reverse(all);
      return all;
    }
  }

  private static final int LONGEST_WORD = 60;

  private final Limits limits;
  private final Map<String, Model> models = new LinkedHashMap<>();
  private final Map<String, String> sharedWords = new HashMap<>();
  private int neurons;
  private int words;
  private long documents;
  private long units;
  private long tokens;
  private long leftOut;

  AtlasTally(Limits limits) {
    this.limits = limits;
  }

  /**
   * Counts a document.
   *
   * @param number its number among the documents that were read, from 1
   */
  void add(int number, String name, List<ExplainedUnit> decisions) {
    documents++;
    NeuronSighting.Source document = new NeuronSighting.Source(number, name);
    for (ExplainedUnit unit : decisions) {
      if (!unit.allocations().isEmpty()) {
        add(document, unit);
      }
    }
  }

  private void add(NeuronSighting.Source document, ExplainedUnit unit) {
    String name = String.valueOf(unit.model());
    Model model = models.get(name);
    if (model == null && neurons < limits.neurons() && models.size() < limits.models()) {
      model = new Model(name);
      models.put(name, model);
    }
    int label = model == null ? -1 : label(model, unit);
    if (model == null || label < 0) {
      leftOut += unit.allocations().stream().mapToLong(token -> token.neurons().size()).sum();
      return;
    }
    units++;
    Map<Layer, Map<NeuronTally, Double>> largest = new LinkedHashMap<>();
    for (WordNeurons token : unit.allocations()) {
      Layer layer = layer(model, token.layer());
      if (layer == null) {
        leftOut += token.neurons().size();
        continue;
      }
      Map<NeuronTally, Double> ofLayer =
          largest.computeIfAbsent(layer, key -> new LinkedHashMap<>());
      add(document, unit, label, token, layer, ofLayer);
    }
    largest.forEach(
        (layer, ofLayer) -> {
          layer.units.merge(label, 1L, Long::sum);
          ofLayer.forEach((neuron, activation) -> neuron.addUnit(label, activation));
        });
  }

  private void add(
      NeuronSighting.Source document,
      ExplainedUnit unit,
      int label,
      WordNeurons token,
      Layer layer,
      Map<NeuronTally, Double> largest) {
    tokens++;
    String word = word(token.text());
    NeuronSighting.Context context = null;
    for (WordNeurons.Neuron neuron : token.neurons()) {
      NeuronTally tally = neuron(layer, neuron);
      if (tally == null) {
        leftOut++;
        continue;
      }
      if (context == null) {
        context = context(unit, token);
      }
      NeuronSighting sighting =
          new NeuronSighting(
              tokens, neuron.activation(), neuron.effect(), label, document, context);
      boolean room = tally.wordTypes() < limits.wordsOfANeuron() && words < limits.words();
      if (tally.add(sighting, word, room)) {
        words++;
        sharedWords.putIfAbsent(word, word);
      }
      largest.merge(tally, neuron.activation(), Math::max);
    }
  }

  /** A layer; null if there is no room for its neurons. */
  private @Nullable Layer layer(Model model, int number) {
    Layer layer = model.layers.get(number);
    if (layer == null && neurons < limits.neurons()) {
      layer = new Layer(number);
      model.layers.put(number, layer);
    }
    return layer;
  }

  /** The tally of a neuron; null if it cannot be counted. */
  private @Nullable NeuronTally neuron(Layer layer, WordNeurons.Neuron neuron) {
    if (!Double.isFinite(neuron.activation())) {
      return null;
    }
    NeuronTally tally = layer.neurons.get(neuron.index());
    if (tally == null && neurons < limits.neurons()) {
      neurons++;
      tally = new NeuronTally(neuron.index());
      layer.neurons.put(neuron.index(), tally);
    }
    return tally;
  }

  /** The token may reach over its unit in documents of others. */
  private static NeuronSighting.Context context(ExplainedUnit unit, WordNeurons token) {
    int begin = token.begin() - unit.begin();
    int end = token.end() - unit.begin();
    return begin < 0 || end > unit.text().length()
        ? NeuronSighting.Context.of(token.text(), 0, token.text().length())
        : NeuronSighting.Context.of(unit.text(), begin, end);
  }

  private int label(Model model, ExplainedUnit unit) {
    for (String known : unit.probabilities().keySet()) {
      label(model, known);
    }
    return label(model, String.valueOf(unit.label()));
  }

  private int label(Model model, String name) {
    Integer number = model.labels.get(name);
    if (number == null) {
      if (model.labels.size() >= limits.labels()) {
        return -1;
      }
      number = model.labels.size();
      model.labels.put(name, number);
    }
    return number;
  }

  private String word(String token) {
    String word = ReportDocument.shortened(token, LONGEST_WORD).toLowerCase(Locale.ROOT);
    return sharedWords.getOrDefault(word, word);
  }

  /** In the order in which they were met. */
  List<Model> models() {
    return List.copyOf(models.values());
  }

  long documents() {
    return documents;
  }

  /** Units that report neurons. */
  long units() {
    return units;
  }

  /** How many neurons there are. */
  int neurons() {
    return neurons;
  }

  /** How many times a neuron was reported that had no place here, or no number as activation. */
  long leftOut() {
    return leftOut;
  }
}
