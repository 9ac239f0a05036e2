package io.github.safr.cli;

import io.github.safr.explain.AttentionExplainer;
import io.github.safr.explain.Explainer;
import io.github.safr.explain.GradientTimesInputExplainer;
import io.github.safr.explain.IntegratedGradientsExplainer;
import io.github.safr.explain.KernelShapExplainer;
import io.github.safr.explain.LimeExplainer;
import io.github.safr.explain.OcclusionExplainer;
import io.github.safr.explain.RandomExplainer;
import io.github.safr.explain.SingleWordExplainer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** The explainers that {@code evaluate} knows, by the names that the command line gives them. */
enum ExplainerChoice {
  SAFR("safr", settings -> List.of(OwnExplainer.contribution(settings.model()))),
  MASK("mask", settings -> List.of(OwnExplainer.mask(settings.model()))),
  RANDOM("random", settings -> draws(settings)),
  ATTENTION("attention", settings -> List.of(new AttentionExplainer(settings.inspector().get()))),
  OCCLUSION("occlusion", settings -> List.of(new OcclusionExplainer())),
  SINGLE_WORD("single-word", settings -> List.of(new SingleWordExplainer())),
  LIME("lime", settings -> List.of(new LimeExplainer(settings.seed(), settings.samples()))),
  KERNEL_SHAP(
      "kernel-shap",
      settings -> List.of(new KernelShapExplainer(settings.seed(), settings.samples()))),
  GRADIENT_X_INPUT(
      "gradient-x-input",
      settings -> List.of(new GradientTimesInputExplainer(settings.inspector().get()))),
  INTEGRATED_GRADIENTS(
      "integrated-gradients",
      settings ->
          List.of(
              new IntegratedGradientsExplainer(
                  settings.inspector().get(), settings.gradientSteps())));

  private final String name;
  private final Function<ExplainerSettings, List<Explainer>> maker;

  /**
   * A choice.
   *
   * @param name as explainers of it call themselves
   * @param maker makes it; several of one name where it rests on chance and is to be averaged
   */
  ExplainerChoice(String name, Function<ExplainerSettings, List<Explainer>> maker) {
    this.name = name;
    this.maker = maker;
  }

  /** Random explainers, whose seeds those of another seed do not share. */
  private static List<Explainer> draws(ExplainerSettings settings) {
    return new SplittableRandom(settings.seed())
        .longs(settings.randomDraws())
        .<Explainer>mapToObj(RandomExplainer::new)
        .toList();
  }

  /** Makes the explainer, or several draws of it. */
  List<Explainer> make(ExplainerSettings settings) {
    return maker.apply(settings);
  }

  @Override
  public String toString() {
    return name;
  }
}
