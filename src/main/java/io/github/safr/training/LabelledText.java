package io.github.safr.training;

/**
 * A text and what people say it is.
 *
 * @param label its label
 * @param text the text itself
 */
public record LabelledText(String label, String text) {}
