/**
 * The two ends of UIMA's Collection Processing Engine: a reader of documents, and an engine that
 * writes them as XMI. What lies between is for the user to say.
 *
 * <p>They read and write with {@code io} and know nothing of models. They need UIMA's core only:
 * neither uimaFIT nor the artifact of the Collection Processing Engine itself.
 */
package io.github.safr.collection;
