package io.github.safr.training;

import io.github.safr.network.LossValues;

/**
 * Where a training stands.
 *
 * @param epoch from 1
 * @param epochs most epochs
 * @param batch from 1
 * @param batches in this epoch
 * @param loss mean loss of this epoch so far, weighted by texts
 * @param textsPerSecond in this epoch so far
 * @param secondsLeft until the last epoch ends, if none ends it early
 */
public record StepReport(
    int epoch,
    int epochs,
    int batch,
    int batches,
    LossValues loss,
    double textsPerSecond,
    double secondsLeft) {}
