package io.github.safr.evaluation.report;

import static io.github.safr.evaluation.report.JsonFigures.estimate;
import static io.github.safr.evaluation.report.JsonFigures.estimates;
import static io.github.safr.evaluation.report.JsonFigures.number;
import static io.github.safr.evaluation.report.JsonFigures.numbers;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.github.safr.evaluation.Estimate;
import io.github.safr.evaluation.EvaluationSettings;
import io.github.safr.evaluation.ExplainerReport;
import io.github.safr.evaluation.FaithfulnessReport;
import io.github.safr.evaluation.Measure;
import io.github.safr.evaluation.PairReport;
import io.github.safr.model.Removal;
import java.util.Locale;
import java.util.Map;

/**
 * An evaluation as JSON. What belongs to deletion stands at the top of an explainer's object and of
 * {@code pairs}; what belongs to replacement has the same keys in a member {@code replacement},
 * which stands alone where tokens were not deleted. Figures that do not exist are null.
 */
public final class EvaluationJson {

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create();

  private EvaluationJson() {}

  /** The text of the file. */
  public static String text(EvaluationResult result) {
    JsonObject json = GSON.toJsonTree(result.metrics()).getAsJsonObject();
    json.add("settings", settings(result));
    FaithfulnessReport report = result.faithfulness();
    JsonObject explainers = new JsonObject();
    json.add("explainers", explainers);
    report
        .explainers()
        .forEach(
            (removal, list) ->
                list.forEach(
                    explainer ->
                        place(
                            explainers, explainer.name(), removal, explainer(report, explainer))));
    result.pairs().forEach((removal, pairs) -> place(json, "pairs", removal, pairs(pairs)));
    result.neurons().ifPresent(neurons -> json.add("neurons", NeuronJson.of(neurons)));
    return GSON.toJson(json) + "\n";
  }

  /** Puts figures where those of a removal belong. */
  private static void place(JsonObject parent, String name, Removal removal, JsonObject figures) {
    JsonObject known = parent.has(name) ? parent.getAsJsonObject(name) : new JsonObject();
    parent.add(name, known);
    if (removal == Removal.DELETION) {
      figures.entrySet().forEach(entry -> known.add(entry.getKey(), entry.getValue()));
    } else {
      known.add(removal.name().toLowerCase(Locale.ROOT), figures);
    }
  }

  private static JsonObject settings(EvaluationResult result) {
    FaithfulnessReport report = result.faithfulness();
    EvaluationSettings settings = report.settings();
    JsonObject json = new JsonObject();
    json.addProperty("model", result.model());
    json.add(
        "removals",
        GSON.toJsonTree(
            settings.removals().stream().map(r -> r.name().toLowerCase(Locale.ROOT)).toList()));
    json.addProperty("seed", settings.seed());
    json.addProperty("resamples", settings.resamples());
    json.addProperty("confidence", 0.95);
    json.addProperty("reference", settings.reference());
    json.addProperty("beamWidth", settings.beamWidth());
    json.addProperty("longestWithLimits", settings.limitTokens());
    json.addProperty("textsWithLimits", report.limitTexts());
    json.addProperty("textsWithWordLabels", report.markedTexts());
    json.add("percents", GSON.toJsonTree(FaithfulnessReport.percents()));
    json.add("curvePercents", GSON.toJsonTree(FaithfulnessReport.curvePercents()));
    result.options().forEach((name, value) -> json.add(name, GSON.toJsonTree(value)));
    return json;
  }

  private static JsonObject explainer(FaithfulnessReport report, ExplainerReport explainer) {
    JsonObject json = new JsonObject();
    JsonObject intervals = new JsonObject();
    JsonObject texts = new JsonObject();
    for (Measure measure : Measure.values()) {
      add(json, intervals, texts, measure.key(), explainer.mean(measure));
    }
    add(json, intervals, texts, "rocAuc", explainer.rocAuc());
    add(json, intervals, texts, "averagePrecision", explainer.averagePrecision());
    json.add("millisPerExample", number(explainer.millis()));
    json.add("questionsPerExample", number(explainer.questions()));
    json.addProperty("signed", explainer.signed());
    json.add("intervals", intervals);
    json.add("texts", texts);
    json.add("comprehensivenessAt", estimates(explainer.comprehensivenessAt()));
    json.add("sufficiencyAt", estimates(explainer.sufficiencyAt()));
    json.add("deletionCurve", numbers(explainer.deletion()));
    json.add("insertionCurve", numbers(explainer.insertion()));
    json.add("right", byMeasure(explainer.right()));
    json.add("wrong", byMeasure(explainer.wrong()));
    if (!explainer.differences().isEmpty()) {
      JsonObject difference = byMeasure(explainer.differences());
      difference.addProperty("reference", report.settings().reference());
      json.add("difference", difference);
    }
    return json;
  }

  private static JsonObject pairs(PairReport pairs) {
    JsonObject json = new JsonObject();
    json.addProperty("texts", pairs.texts());
    json.addProperty("pairs", pairs.pairs());
    json.add("spearman", number(pairs.spearman()));
    json.add("signedSpearman", number(pairs.signedSpearman()));
    json.add("textSpearman", estimate(pairs.textSpearman()));
    json.add("signedTextSpearman", estimate(pairs.signedTextSpearman()));
    json.add("top", estimate(pairs.top()));
    json.add("random", estimate(pairs.random()));
    json.add("overRandom", estimate(pairs.overRandom()));
    json.add("topMatched", estimate(pairs.topMatched()));
    json.add("matched", estimate(pairs.matched()));
    json.add("overMatched", estimate(pairs.overMatched()));
    return json;
  }

  private static void add(
      JsonObject json, JsonObject intervals, JsonObject texts, String key, Estimate estimate) {
    json.add(key, number(estimate.value()));
    intervals.add(key, numbers(estimate.low(), estimate.high()));
    texts.addProperty(key, estimate.texts());
  }

  private static JsonObject byMeasure(Map<Measure, Estimate> estimates) {
    JsonObject json = new JsonObject();
    estimates.forEach((measure, estimate) -> json.add(measure.key(), estimate(estimate)));
    return json;
  }
}
