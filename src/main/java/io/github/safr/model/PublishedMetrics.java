package io.github.safr.model;

import io.github.safr.batching.BatchMetrics;
import java.lang.management.ManagementFactory;
import java.util.Hashtable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a model's metrics visible by JMX for as long as it is loaded. */
final class PublishedMetrics implements BatchMetricsMXBean, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PublishedMetrics.class);
  private static final String DOMAIN = "io.github.safr";

  /** Tells loads of the same model apart. */
  private static final AtomicLong LOADS = new AtomicLong();

  private final String model;
  private final String device;
  private final Supplier<BatchMetrics> metrics;
  private @Nullable ObjectName name;

  private PublishedMetrics(String model, DeviceChoice device, Supplier<BatchMetrics> metrics) {
    this.model = model;
    this.device = device.toString();
    this.metrics = metrics;
  }

  /** Publishes metrics; what stands against it costs the metrics and nothing else. */
  static PublishedMetrics of(String model, DeviceChoice device, Supplier<BatchMetrics> metrics) {
    PublishedMetrics published = new PublishedMetrics(model, device, metrics);
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      while (published.name == null) {
        published.register(server);
      }
    } catch (JMException | RuntimeException e) {
      LOG.debug("The metrics of '{}' cannot be seen by JMX: {}", model, e.getMessage());
    }
    return published;
  }

  /** Takes the next number, unless it is taken by a copy of us in another class loader. */
  @SuppressWarnings("JdkObsolete") // ObjectName takes a Hashtable.
  private void register(MBeanServer server) throws JMException {
    Hashtable<String, String> keys = new Hashtable<>();
    keys.put("type", "Model");
    keys.put("name", ObjectName.quote(model));
    keys.put("device", ObjectName.quote(device));
    keys.put("load", Long.toString(LOADS.incrementAndGet()));
    try {
      name = server.registerMBean(this, new ObjectName(DOMAIN, keys)).getObjectName();
    } catch (InstanceAlreadyExistsException e) {
      LOG.debug("Number {} is taken", keys.get("load"));
    }
  }

  @Override
  public String getModel() {
    return model;
  }

  @Override
  public String getDevice() {
    return device;
  }

  @Override
  public long getRequests() {
    return metrics.get().requests();
  }

  @Override
  public long getFailures() {
    return metrics.get().failures();
  }

  @Override
  public int getWaiting() {
    return metrics.get().waiting();
  }

  @Override
  public long getWaitingPieces() {
    return metrics.get().waitingPositions();
  }

  @Override
  public long getMostWaitingPieces() {
    return metrics.get().mostWaitingPositions();
  }

  @Override
  public long getQueueLimit() {
    return metrics.get().capacity();
  }

  @Override
  public long getBatches() {
    return metrics.get().batches();
  }

  @Override
  public long getWindows() {
    return metrics.get().items();
  }

  @Override
  public long getPieces() {
    return metrics.get().positions();
  }

  @Override
  public double getWindowsPerBatch() {
    return metrics.get().itemsPerBatch();
  }

  @Override
  public double getPaddingShare() {
    return metrics.get().paddingShare();
  }

  @Override
  public double getMeanQueueMillis() {
    return metrics.get().meanQueueMillis();
  }

  @Override
  public double getLongestQueueMillis() {
    return metrics.get().longestQueueMillis();
  }

  @Override
  public double getRunMillis() {
    return metrics.get().runMillis();
  }

  @Override
  public void close() {
    if (name != null) {
      try {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
      } catch (JMException | RuntimeException e) {
        LOG.debug("The metrics of '{}' were gone already: {}", model, e.getMessage());
      }
    }
  }
}
