/**
 * Collections of documents in and out of pipelines: finding and reading files, running an analysis
 * engine over them with several threads, and writing what it found.
 *
 * <p>{@link io.github.safr.io.DocumentSource} finds files, a {@link io.github.safr.io.Document}
 * reads itself ({@link io.github.safr.io.TextFile}, {@link io.github.safr.io.XmiFile}, {@link
 * io.github.safr.io.JsonCasFile} and, in {@code io.table}, rows), {@link
 * io.github.safr.io.ParallelPipeline} runs, {@link io.github.safr.io.CasWriter} writes; {@code
 * io.journal} remembers what is done. One bad document never costs its neighbours: it is an outcome
 * like any other.
 *
 * <p>Nothing here knows what a pipeline looks for, talks to a person, or decides an exit code.
 */
package io.github.safr.io;
