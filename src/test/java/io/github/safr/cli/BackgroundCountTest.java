package io.github.safr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BackgroundCountTest {

  @Test
  void nobodyIsToldThatItFailed() throws Exception {
    for (Error error : new Error[] {new OutOfMemoryError(), new StackOverflowError()}) {
      AtomicReference<Throwable> told = new AtomicReference<>();
      CompletableFuture<Thread> counting = new CompletableFuture<>();
      BackgroundCount.start(
          () -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> told.set(e));
            counting.complete(Thread.currentThread());
            throw error;
          },
          count -> {});
      counting.get(30, TimeUnit.SECONDS).join();
      assertThat(told).hasNullValue();
    }
  }
}
