package io.github.safr.soak;

import com.google.gson.GsonBuilder;
import io.github.safr.model.DeviceChoice;
import io.github.safr.model.SafrModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Asks models in a JVM of their own. */
public final class DeterminismProgram {

  private static final SoakTexts TEXTS = new SoakTexts(3, 1);

  private DeterminismProgram() {}

  /** Arguments: number of units, file for the answers of each model in a line, models. */
  public static void main(String[] args) throws Exception {
    List<String> lines = new ArrayList<>();
    List<List<String>> units = units(Integer.parseInt(args[0]));
    for (String location : List.of(args).subList(2, args.length)) {
      try (SafrModel model = SafrModel.load(location, DeviceChoice.CPU)) {
        lines.add(
            new GsonBuilder()
                .serializeSpecialFloatingPointValues()
                .create()
                .toJson(alone(model, units)));
      }
    }
    Files.write(Path.of(args[1]), lines, StandardCharsets.UTF_8);
  }

  /** Units of all lengths, hostile ones among them. */
  static List<List<String>> units(int count) {
    List<List<String>> units = new ArrayList<>();
    for (long i = 0; units.size() < count; i++) {
      String text = TEXTS.text(i).strip();
      if (!text.isEmpty()) {
        units.add(List.of(text.split("\\s+")));
      }
    }
    return units;
  }

  /** What each unit gets in a call of its own. */
  static Answer alone(SafrModel model, List<List<String>> units) {
    List<Answer.Unit> answers = new ArrayList<>();
    for (List<String> unit : units) {
      answers.addAll(Answer.of(model.explain(List.of(unit))).units());
    }
    return new Answer(answers);
  }
}
