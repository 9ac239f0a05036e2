/**
 * Pages to look at what was decided and why: a collection page, and a page for every document, made
 * from annotated CASes alone, never from a model.
 *
 * <p>Pages are opened from disk and fetch nothing but the two files beside them ({@code
 * report.css}, {@code report.js}); a report in a single file fetches nothing at all. Text of
 * documents gets into a page in two ways only: escaped by the template, or as JSON in a block of
 * data, from which the script sets it as text.
 */
package io.github.safr.report;
