package io.github.safr.uima;

import org.apache.uima.spi.TypeSystemProvider_ImplBase;

/** Tells UIMA of our type system, also where class loaders keep it from the class path. */
public final class SafrTypeSystemProvider extends TypeSystemProvider_ImplBase {

  public SafrTypeSystemProvider() {
    setTypeSystemLocations("/io/github/safr/type/SafrTypeSystem.xml");
  }
}
