/**
 * Collections of documents in and out of pipelines: finding and reading text files, running an
 * analysis engine over them with several threads, and writing what it found.
 *
 * <p>{@link io.github.safr.io.DocumentSource} finds, {@link io.github.safr.io.DocumentReader}
 * reads, {@link io.github.safr.io.ParallelPipeline} runs, {@link io.github.safr.io.XmiWriter}
 * writes. One bad document never costs its neighbours: it is an outcome like any other.
 *
 * <p>Nothing here knows what a pipeline looks for, talks to a person, or decides an exit code.
 */
package io.github.safr.io;
