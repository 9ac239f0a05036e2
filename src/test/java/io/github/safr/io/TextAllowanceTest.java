package io.github.safr.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TextAllowanceTest {

  @Test
  void whatIsTooLongWaitsUntilItIsAlone() throws Exception {
    TextAllowance allowance = new TextAllowance(10);
    int first = allowance.take(4);
    int second = allowance.take(6);
    AtomicInteger whole = new AtomicInteger();
    Thread book =
        new Thread(
            () -> {
              try {
                whole.set(allowance.take(1_000_000));
              } catch (InterruptedException e) {
                whole.set(-1);
              }
            });
    book.start();
    allowance.giveBack(first);
    while (book.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    assertThat(whole).hasValue(0);
    allowance.giveBack(second);
    book.join();
    assertThat(whole).hasValue(10);
    allowance.giveBack(whole.get());
    assertThat(allowance.take(10)).isEqualTo(10);
  }

  @Test
  void emptyDocumentsAlwaysPass() throws Exception {
    TextAllowance allowance = new TextAllowance(1);
    assertThat(allowance.take(1)).isEqualTo(1);
    assertThat(allowance.take(0)).isZero();
  }

  @Test
  void anyHeapAllowsSomething() throws Exception {
    assertThat(TextAllowance.ofThisHeap().take(1)).isEqualTo(1);
  }
}
