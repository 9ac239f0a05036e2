package io.github.safr.benchmark;

/**
 * Cost at one amount of text.
 *
 * @param tokens of the whole text, or of a unit
 * @param microsecondsPerToken with explanations
 */
public record ScalingPoint(long tokens, Summary microsecondsPerToken) {}
