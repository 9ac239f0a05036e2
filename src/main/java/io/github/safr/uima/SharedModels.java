package io.github.safr.uima;

import io.github.safr.model.DeviceChoice;
import io.github.safr.model.ModelDirectory;
import io.github.safr.model.ModelTrust;
import io.github.safr.model.SafrModel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Models in use, one for each location, device and trusted key however many ask for it. A model is
 * loaded for the first who asks and closed when the last one closes its lease. Who trusts a key
 * never gets what was loaded for somebody who trusts another, or everybody.
 */
final class SharedModels {

  /** The models of this JVM. */
  static final SharedModels OF_JVM = new SharedModels(SharedModels::load);

  /** How models are loaded. */
  @FunctionalInterface
  interface Loader {
    SafrModel load(String location, DeviceChoice device, ModelTrust trust);
  }

  private record Key(String location, DeviceChoice device, ModelTrust trust) {}

  /**
   * A model and the number of its open leases; counted under the map's lock, loaded under its own.
   */
  private static final class Entry {
    private int leases;
    private @Nullable SafrModel model;
  }

  private final Loader loader;
  private final Map<Key, Entry> entries = new HashMap<>();

  SharedModels(Loader loader) {
    this.loader = loader;
  }

  private static SafrModel load(String location, DeviceChoice device, ModelTrust trust) {
    return trust.equals(ModelTrust.ANYBODY)
        ? SafrModel.load(location, device)
        : SafrModel.load(ModelDirectory.open(location, trust), device);
  }

  /**
   * The model at a location, loaded if nobody else has it; others who ask for the same model wait
   * meanwhile. What fails is not remembered: who asks next tries again.
   *
   * @throws io.github.safr.model.ModelException as {@link SafrModel#load}
   */
  Lease lease(String location, DeviceChoice device, ModelTrust trust) {
    Key key = new Key(canonical(location), device, trust);
    Entry entry;
    synchronized (entries) {
      entry = entries.computeIfAbsent(key, k -> new Entry());
      entry.leases++;
    }
    boolean loaded = false;
    try {
      synchronized (entry) {
        if (entry.model == null) {
          entry.model = loader.load(location, device, trust);
        }
      }
      loaded = true;
      return new Lease(key, entry);
    } finally {
      if (!loaded) {
        release(key, entry);
      }
    }
  }

  private void release(Key key, Entry entry) {
    synchronized (entries) {
      entry.leases--;
      if (entry.leases > 0) {
        return;
      }
      entries.remove(key, entry);
    }
    synchronized (entry) {
      if (entry.model != null) {
        entry.model.close();
      }
    }
  }

  /** One directory has many paths; a plain name may be that of a bundled model and stays. */
  private static String canonical(String location) {
    boolean isPath = location.contains("/") || location.contains("\\");
    return isPath ? Path.of(location).toAbsolutePath().normalize().toString() : location;
  }

  /** The right to use a model until it is closed. */
  final class Lease implements AutoCloseable {

    private final Key key;
    private final Entry entry;
    private boolean closed;

    private Lease(Key key, Entry entry) {
      this.key = key;
      this.entry = entry;
    }

    SafrModel model() {
      return Objects.requireNonNull(entry.model, "a lease is given once the model is loaded");
    }

    /** Gives the right back; closing again does nothing. */
    @Override
    public void close() {
      synchronized (this) {
        if (closed) {
          return;
        }
        closed = true;
      }
      release(key, entry);
    }
  }
}
