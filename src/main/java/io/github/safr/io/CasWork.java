package io.github.safr.io;

import org.apache.uima.cas.CAS;

/**
 * What to make of an annotated document, in the thread that annotated it. The CAS is lent until
 * this returns: nothing of it may be kept.
 *
 * @param <R> what is made of it
 */
@FunctionalInterface
public interface CasWork<R> {

  /** Makes something of the CAS; called by many threads at once, each with its own CAS. */
  R apply(Document document, CAS cas) throws Exception;
}
