package io.github.safr.soak;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a long run does. It goes on in rounds until it has lasted long enough and has annotated
 * enough. In each round one thread annotates some new documents alone, then all threads annotate
 * the same ones several times in another order, then all rest while memory is measured.
 *
 * @param model name of a bundled model, or path of a model directory
 * @param threads each with its own pipeline
 * @param seed of texts and orders
 * @param documents in a round
 * @param sentences the most in a document that is not hostile
 * @param repeats how often each document of a round is annotated at the same time as others
 * @param least how long the run lasts at least
 * @param leastSentences how many sentences threads annotate at the same time, at least
 * @param warmUp how long it runs before growth counts
 * @param patience after which a run without progress is over
 * @param log folder for what was measured
 */
public record SoakPlan(
    String model,
    int threads,
    long seed,
    int documents,
    int sentences,
    int repeats,
    Duration least,
    long leastSentences,
    Duration warmUp,
    Duration patience,
    Path log) {}
