package io.github.safr.training;

import io.github.safr.network.LossValues;

/**
 * How an epoch went.
 *
 * @param epoch from 1
 * @param loss mean training loss, weighted by texts
 * @param devAccuracy share of development texts that got their label
 * @param devLoss their mean cross-entropy, in nats
 * @param keep how much of the development texts the word mask keeps
 * @param seconds time spent on training steps
 * @param textsPerSecond training texts (windows of long ones counted singly) per second
 * @param tokensPerSecond tokens per second, padding not counted
 * @param piecesPerSecond pieces per second, padding not counted
 * @param padding share of padding in the batches
 * @param best whether it is the best epoch so far
 */
public record EpochReport(
    int epoch,
    LossValues loss,
    double devAccuracy,
    double devLoss,
    KeepRate keep,
    double seconds,
    double textsPerSecond,
    double tokensPerSecond,
    double piecesPerSecond,
    double padding,
    boolean best) {}
