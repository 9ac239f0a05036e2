package io.github.safr.benchmark;

import java.util.List;

/**
 * A sentence.
 *
 * @param text its characters
 * @param tokens the texts of its tokens, at least one
 */
public record Sentence(String text, List<String> tokens) {}
