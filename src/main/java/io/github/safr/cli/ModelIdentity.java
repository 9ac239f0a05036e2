package io.github.safr.cli;

/**
 * What {@code annotate} wants to know of a model before it runs.
 *
 * @param id name and version: what two models with the same id say is the same
 * @param language ISO 639 code of the language that it was trained on
 */
record ModelIdentity(String id, String language) {}
