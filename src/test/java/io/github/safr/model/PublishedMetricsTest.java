package io.github.safr.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safr.batching.BatchMetrics;
import io.github.safr.testing.TinyModel;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedMetricsTest {

  @TempDir static Path folder;

  @Test
  void whatAModelRanIsSeenWhileItIsLoaded() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName ours = new ObjectName("io.github.safr:type=Model,name=\"tiny*\",*");
    Set<ObjectName> before = server.queryNames(ours, null);
    try (SafrModel model = SafrModel.load(TinyModel.write(folder), DeviceChoice.CPU)) {
      Set<ObjectName> loaded = server.queryNames(ours, null);
      loaded.removeAll(before);
      assertThat(loaded).hasSize(1);
      BatchMetricsMXBean bean =
          JMX.newMXBeanProxy(server, loaded.iterator().next(), BatchMetricsMXBean.class);
      assertThat(bean.getModel()).isEqualTo(model.id());
      assertThat(bean.getBatches()).isZero();
      assertThat(bean.getPaddingShare()).isZero();

      model.classify(List.of(List.of("good", "film"), List.of("good")));
      model.explain(List.of(List.of("the", "film", "was", "bad")));

      BatchMetrics metrics = model.metrics();
      assertThat(bean.getRequests()).isEqualTo(2).isEqualTo(metrics.requests());
      assertThat(bean.getWindows()).isEqualTo(3).isEqualTo(metrics.items());
      assertThat(bean.getPieces()).isEqualTo(7).isEqualTo(metrics.positions());
      assertThat(bean.getBatches()).isGreaterThan(1).isEqualTo(metrics.batches());
      assertThat(bean.getRunMillis()).isPositive();
      assertThat(bean.getFailures()).isZero();
      assertThat(bean.getWaiting()).isZero();
      assertThat(bean.getWaitingPieces()).isZero();
      assertThat(bean.getMostWaitingPieces()).isEqualTo(4);
      assertThat(bean.getQueueLimit()).isEqualTo(metrics.capacity()).isPositive();
    }
    assertThat(server.queryNames(ours, null)).isEqualTo(before);
  }
}
