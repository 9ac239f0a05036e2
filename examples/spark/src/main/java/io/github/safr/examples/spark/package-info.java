/**
 * Annotates a table on many machines with Apache Spark: every executor loads the model once, and
 * its tasks share it.
 */
package io.github.safr.examples.spark;
