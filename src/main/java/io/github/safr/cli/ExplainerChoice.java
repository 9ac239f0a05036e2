package io.github.safr.cli;

import io.github.safr.explain.Explainer;
import java.util.List;
import java.util.function.Function;

/** The explainers that {@code evaluate} knows, by the names that the command line gives them. */
enum ExplainerChoice {
  SAFR("safr", settings -> List.of(OwnExplainer.contribution(settings.model()))),
  MASK("mask", settings -> List.of(OwnExplainer.mask(settings.model())));

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

  /** Makes the explainer, or several draws of it. */
  List<Explainer> make(ExplainerSettings settings) {
    return maker.apply(settings);
  }

  @Override
  public String toString() {
    return name;
  }
}
