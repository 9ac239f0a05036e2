package io.github.safr.cli;

import io.github.safr.model.DeviceChoice;
import io.github.safr.model.ModelException;
import io.github.safr.model.NetworkInspector;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The inside of a model, opened when somebody first looks, and then the same for all. */
final class InspectorOnDemand implements Supplier<NetworkInspector>, AutoCloseable {

  private final String location;
  private final DeviceChoice device;
  private @Nullable NetworkInspector inspector;

  InspectorOnDemand(String location, DeviceChoice device) {
    this.location = location;
    this.device = device;
  }

  /**
   * The inspector.
   *
   * @throws ModelException if the model cannot be inspected
   */
  @Override
  public NetworkInspector get() {
    if (inspector == null) {
      inspector = NetworkInspector.load(location, device);
    }
    return inspector;
  }

  @Override
  public void close() {
    if (inspector != null) {
      inspector.close();
    }
  }
}
