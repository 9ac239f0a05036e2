/**
 * Tables as collections: each row of a TSV, CSV or JSONL file is a document.
 *
 * <p>{@link io.github.safr.io.table.TableDocuments} reads one row after the other; only those that
 * wait to be analysed are in memory. {@link io.github.safr.io.table.RecordReader} cuts a file into
 * records, so that a broken one costs no other; a {@link io.github.safr.io.table.RowParser} takes
 * text and id out of a record; {@link io.github.safr.io.table.RowNames} makes names that are safe
 * as files.
 *
 * <p>Needs Commons CSV, which is an optional dependency: pipelines must not load this package.
 */
package io.github.safr.io.table;
