/**
 * What the engines found, for annotators and programs behind them: a view of a CAS, read by the
 * names of types and features. It needs neither a model nor our JCas classes.
 */
package io.github.safr.explanations;
