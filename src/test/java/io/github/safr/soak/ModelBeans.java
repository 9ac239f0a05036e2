package io.github.safr.soak;

import io.github.safr.model.BatchMetricsMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** Models that are loaded since it was made, as whoever watches a server sees them. */
final class ModelBeans {

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final Set<ObjectName> before = names();

  private Set<ObjectName> names() {
    try {
      return server.queryNames(new ObjectName("io.github.safr:type=Model,*"), null);
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException(e);
    }
  }

  List<BatchMetricsMXBean> loaded() {
    return names().stream()
        .filter(name -> !before.contains(name))
        .map(name -> JMX.newMXBeanProxy(server, name, BatchMetricsMXBean.class))
        .toList();
  }
}
