/**
 * Programs to copy from: how others use safr-uima in their own pipelines. Each runs as
 * examples/README.md says.
 */
package io.github.safr.examples;
