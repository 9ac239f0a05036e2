/**
 * Speed, measured: our engine and pipelines against each other, against the same weights in other
 * libraries, and against the bare arithmetic. {@link io.github.safr.benchmark.Benchmark} says what;
 * {@code Rounds} says how: everything once a round, so that whatever else the machine does meets
 * all alike. Nothing depends on this package but the command line.
 */
package io.github.safr.benchmark;
