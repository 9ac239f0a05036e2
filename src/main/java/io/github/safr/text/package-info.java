/**
 * Sentences and tokens of plain text. What is here knows strings and offsets; it knows nothing of
 * UIMA, of models of classification, or of files of documents.
 */
package io.github.safr.text;
