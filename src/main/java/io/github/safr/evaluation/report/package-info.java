/**
 * Writes what an evaluation found: JSON for programs, tables for spreadsheets, charts for slides.
 * Nothing here measures, and no file holds text of documents.
 *
 * <p>Tables need Commons CSV and charts XChart, which are optional dependencies.
 */
package io.github.safr.evaluation.report;
