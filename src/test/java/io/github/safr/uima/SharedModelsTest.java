package io.github.safr.uima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.github.safr.model.DeviceChoice;
import io.github.safr.model.ModelException;
import io.github.safr.model.ModelTrust;
import io.github.safr.model.SafrModel;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedModelsTest {

  private final AtomicInteger loads = new AtomicInteger();
  private final SharedModels models =
      new SharedModels(
          (location, device, trust) -> {
            loads.incrementAndGet();
            return mock(SafrModel.class);
          });

  @Test
  void sharesOneModelUntilTheLastLeaseIsClosed() {
    SharedModels.Lease first = models.lease("a", DeviceChoice.CPU, ModelTrust.ANYBODY);
    SharedModels.Lease second = models.lease("a", DeviceChoice.CPU, ModelTrust.ANYBODY);
    SafrModel model = first.model();

    assertThat(second.model()).isSameAs(model);
    first.close();
    verify(model, never()).close();
    second.close();
    verify(model).close();
  }

  @Test
  void closingALeaseTwiceCountsOnce() {
    SharedModels.Lease first = models.lease("a", DeviceChoice.CPU, ModelTrust.ANYBODY);
    SharedModels.Lease second = models.lease("a", DeviceChoice.CPU, ModelTrust.ANYBODY);

    first.close();
    first.close();

    verify(second.model(), never()).close();
  }

  @Test
  void loadsAgainAfterTheLastLeaseIsClosed() {
    models.lease("a", DeviceChoice.CPU, ModelTrust.ANYBODY).close();
    models.lease("a", DeviceChoice.CPU, ModelTrust.ANYBODY).close();

    assertThat(loads).hasValue(2);
  }

  @Test
  void keepsLocationsAndDevicesApart() {
    SafrModel model = models.lease("a", DeviceChoice.CPU, ModelTrust.ANYBODY).model();

    assertThat(models.lease("a", DeviceChoice.parse("gpu"), ModelTrust.ANYBODY).model())
        .isNotSameAs(model);
    assertThat(models.lease("b", DeviceChoice.CPU, ModelTrust.ANYBODY).model()).isNotSameAs(model);
  }

  @Test
  void knowsADirectoryByAnyOfItsPaths() {
    SafrModel model = models.lease("models/a", DeviceChoice.CPU, ModelTrust.ANYBODY).model();

    assertThat(models.lease("./models/../models/a/", DeviceChoice.CPU, ModelTrust.ANYBODY).model())
        .isSameAs(model);
  }

  @Test
  void loadsOnceForThreadsThatAskTogether() throws Exception {
    int threads = 4;
    CountDownLatch ready = new CountDownLatch(threads);
    SharedModels slow =
        new SharedModels(
            (location, device, trust) -> {
              loads.incrementAndGet();
              await(ready);
              return mock(SafrModel.class);
            });
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<SafrModel>> leases =
          IntStream.range(0, threads)
              .mapToObj(
                  i ->
                      pool.submit(
                          () -> {
                            ready.countDown();
                            return slow.lease("a", DeviceChoice.CPU, ModelTrust.ANYBODY).model();
                          }))
              .toList();

      SafrModel model = leases.get(0).get(10, TimeUnit.SECONDS);
      for (Future<SafrModel> lease : leases) {
        assertThat(lease.get(10, TimeUnit.SECONDS)).isSameAs(model);
      }
      assertThat(loads).hasValue(1);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void doesNotRememberFailures() {
    SafrModel model = mock(SafrModel.class);
    SharedModels mending =
        new SharedModels(
            (location, device, trust) -> {
              if (loads.incrementAndGet() == 1) {
                throw new ModelException("Model 'a' is damaged.");
              }
              return model;
            });

    assertThatThrownBy(() -> mending.lease("a", DeviceChoice.CPU, ModelTrust.ANYBODY))
        .isInstanceOf(ModelException.class);
    SharedModels.Lease lease = mending.lease("a", DeviceChoice.CPU, ModelTrust.ANYBODY);
    assertThat(lease.model()).isSameAs(model);
    lease.close();
    verify(model, times(1)).close();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
