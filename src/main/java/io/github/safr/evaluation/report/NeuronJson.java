package io.github.safr.evaluation.report;

import static io.github.safr.evaluation.report.JsonFigures.estimate;
import static io.github.safr.evaluation.report.JsonFigures.number;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.github.safr.evaluation.NeuronReport;
import io.github.safr.evaluation.NeuronReport.Kind;
import io.github.safr.evaluation.NeuronReport.SetReport;
import io.github.safr.evaluation.NeuronSelectivity;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What is known of neurons, as the member {@code neurons} of an evaluation. */
final class NeuronJson {

  private NeuronJson() {}

  static JsonObject of(NeuronReport report) {
    JsonObject json = new JsonObject();
    json.addProperty("block", report.block());
    json.addProperty("blockNeurons", report.blockNeurons());
    json.addProperty("texts", report.drops().size());
    json.addProperty("tokens", report.tokens());
    json.addProperty("draws", report.draws());
    json.add("neuronsPerText", number(report.neuronsPerText()));
    json.add("capacity", number(report.allocation().capacity()));
    json.add("interference", number(report.allocation().interference()));
    json.add("effectiveNeurons", number(report.allocation().effectiveNeurons()));
    for (SetReport set : report.sets()) {
      json.add(set.kind().name().toLowerCase(Locale.ROOT), set(set));
    }
    json.addProperty("selectivityTexts", report.selectivityTexts());
    json.add("selectivity", summary(report.selectivity(), NeuronSelectivity::selectivitySummary));
    json.add("wordTypes", summary(report.selectivity(), NeuronSelectivity::wordTypeSummary));
    return json;
  }

  private static JsonObject set(SetReport set) {
    JsonObject json = new JsonObject();
    json.add("absolute", estimate(set.absolute()));
    json.add("signed", estimate(set.signed()));
    if (set.kind() != Kind.ALLOCATED) {
      json.add("ratio", estimate(set.ratio()));
    }
    return json;
  }

  private static JsonElement summary(
      Optional<NeuronSelectivity> measured,
      Function<NeuronSelectivity, NeuronSelectivity.Summary> figure) {
    if (measured.isEmpty()) {
      return JsonNull.INSTANCE;
    }
    NeuronSelectivity.Summary summary = figure.apply(measured.get());
    JsonObject json = new JsonObject();
    json.addProperty("neurons", summary.neurons());
    json.add("mean", number(summary.mean()));
    json.add("median", number(summary.median()));
    return json;
  }
}
