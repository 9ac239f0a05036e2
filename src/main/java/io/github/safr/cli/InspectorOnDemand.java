package io.github.safr.cli;

import io.github.safr.model.DeviceChoice;
import io.github.safr.model.ModelDirectory;
import io.github.safr.model.ModelException;
import io.github.safr.model.NetworkInspector;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The inside of a model, opened when somebody first looks, and then the same for all. */
final class InspectorOnDemand implements Supplier<NetworkInspector>, AutoCloseable {

  private final ModelDirectory model;
  private final DeviceChoice device;
  private @Nullable NetworkInspector inspector;

  InspectorOnDemand(ModelDirectory model, DeviceChoice device) {
    this.model = model;
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
      inspector = NetworkInspector.load(model, device);
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
