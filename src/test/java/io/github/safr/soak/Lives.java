package io.github.safr.soak;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Pipelines that come and go, one after the other: each loads its model, annotates and is
 * destroyed. All annotate the same, so that what remembers words has nothing new to remember.
 *
 * @param footprints what the process holds after the first, the second and so on, when nothing is
 *     loaded
 * @param problems models that stayed
 */
record Lives(List<Footprint> footprints, List<String> problems) {

  private static final int DOCUMENTS = 5;
  private static final double KIBI = 1024;

  /** What must not grow, and by how much with each pipeline it may seem to. */
  enum Measure {
    HEAP(footprint -> footprint.heap(), 10 * KIBI),
    METASPACE(footprint -> footprint.metaspace(), 64 * KIBI),
    DIRECT(footprint -> footprint.direct(), KIBI),
    JAVACPP(footprint -> footprint.javacpp(), 1),
    POINTERS(footprint -> footprint.pointers(), 0.1),
    /** The C library keeps what is freed; a network that is not has megabytes. */
    RESIDENT(footprint -> footprint.resident(), 512 * KIBI),
    FILES(footprint -> footprint.files(), 0.1),
    THREADS(footprint -> footprint.threads(), 0.1);

    private final ToDoubleFunction<Footprint> of;
    private final double limit;

    Measure(ToDoubleFunction<Footprint> of, double limit) {
      this.of = of;
      this.limit = limit;
    }
  }

  /**
   * Makes and destroys pipelines.
   *
   * @param model name of a bundled model, or path of a model directory
   */
  static Lives of(String model, int pipelines) throws Exception {
    SoakTexts texts = new SoakTexts(11, 6);
    ModelBeans models = new ModelBeans();
    List<Footprint> footprints = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < pipelines; i++) {
      try (Lane lane = new Lane(model)) {
        for (int document = 0; document < DOCUMENTS; document++) {
          lane.annotate(texts.text(document));
        }
        if (models.loaded().size() != 1) {
          problems.add("pipeline " + i + ": " + models.loaded().size() + " models at work");
        }
      }
      if (!models.loaded().isEmpty()) {
        problems.add("pipeline " + i + ": " + models.loaded().size() + " models left");
      }
      footprints.add(Footprint.settled());
    }
    return new Lives(footprints, problems);
  }

  /** Growth with each pipeline, after some to warm up. */
  Trend trend(Measure measure, int warmUp) {
    List<Integer> pipelines = new ArrayList<>();
    for (int i = warmUp; i < footprints.size(); i++) {
      pipelines.add(i);
    }
    return Trend.of(
        pipelines, Integer::doubleValue, i -> measure.of.applyAsDouble(footprints.get(i)));
  }

  /** What grows, and models that stayed. */
  List<String> broken(int warmUp) {
    List<String> broken = new ArrayList<>(problems);
    for (Measure measure : Measure.values()) {
      Trend trend = trend(measure, warmUp);
      if (trend.exceeds(measure.limit)) {
        broken.add(measure + " grows: " + trend + " a pipeline");
      }
    }
    return broken;
  }

  /** Figures for people and programs. */
  Map<String, Object> summary(int warmUp) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("broken", broken(warmUp));
    summary.put("pipelines", footprints.size());
    summary.put("warmUp", warmUp);
    for (Measure measure : Measure.values()) {
      summary.put(measure + ".aPipeline", trend(measure, warmUp).toString());
    }
    summary.put("afterWarmUp", footprints.get(Math.min(warmUp, footprints.size() - 1)));
    summary.put("atTheEnd", footprints.get(footprints.size() - 1));
    return summary;
  }
}
