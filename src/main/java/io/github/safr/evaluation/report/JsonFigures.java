package io.github.safr.evaluation.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.safr.evaluation.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Figures as JSON, which has no NaN: a figure that does not exist is null. */
final class JsonFigures {

  private JsonFigures() {}

  static JsonElement number(double value) {
    return Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
  }

  static JsonArray numbers(double... values) {
    return array(Arrays.stream(values).boxed().toList(), JsonFigures::number);
  }

  /** A mean with its confidence interval and the number of texts behind it. */
  static JsonObject estimate(Estimate estimate) {
    JsonObject json = new JsonObject();
    json.add("mean", number(estimate.value()));
    json.add("low", number(estimate.low()));
    json.add("high", number(estimate.high()));
    json.addProperty("texts", estimate.texts());
    return json;
  }

  static JsonArray estimates(List<Estimate> estimates) {
    return array(estimates, JsonFigures::estimate);
  }

  private static <T> JsonArray array(List<T> values, Function<T, JsonElement> element) {
    JsonArray array = new JsonArray(values.size());
    values.forEach(value -> array.add(element.apply(value)));
    return array;
  }
}
