/**
 * How good a model is: whether it is right, and in time whether its explanations are. Works on
 * finished models only; nothing here trains.
 */
package io.github.safr.evaluation;
