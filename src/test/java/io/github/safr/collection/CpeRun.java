package io.github.safr.collection;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.collection.CollectionProcessingEngine;
import org.apache.uima.collection.EntityProcessStatus;
import org.apache.uima.collection.StatusCallbackListener;
import org.apache.uima.util.XMLInputSource;

/** A Collection Processing Engine at work, until it has ended. */
final class CpeRun implements StatusCallbackListener {

  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger processed = new AtomicInteger();
  private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
  private final Runnable duringTheRun;
  private volatile boolean aborted;

  private CpeRun(Runnable duringTheRun) {
    this.duringTheRun = duringTheRun;
  }

  /**
   * Runs an engine to its end.
   *
   * @param duringTheRun called after every document, by the engine's threads
   */
  static CpeRun of(XMLInputSource descriptor, Runnable duringTheRun) throws Exception {
    CpeRun run = new CpeRun(duringTheRun);
    CollectionProcessingEngine engine =
        UIMAFramework.produceCollectionProcessingEngine(
            UIMAFramework.getXMLParser().parseCpeDescription(descriptor));
    engine.addStatusCallbackListener(run);
    engine.process();
    if (!run.ended.await(120, TimeUnit.SECONDS)) {
      engine.stop();
      throw new AssertionError("The engine does not come to an end.");
    }
    return run;
  }

  @Override
  public void entityProcessComplete(CAS cas, EntityProcessStatus status) {
    if (status.isException()) {
      failures.addAll(status.getExceptions());
    } else {
      processed.incrementAndGet();
    }
    duringTheRun.run();
  }

  @Override
  public void collectionProcessComplete() {
    ended.countDown();
  }

  @Override
  public void aborted() {
    aborted = true;
    ended.countDown();
  }

  @Override
  public void initializationComplete() {}

  @Override
  public void batchProcessComplete() {}

  @Override
  public void paused() {}

  @Override
  public void resumed() {}

  /** Documents that went through. */
  int processed() {
    return processed.get();
  }

  List<Exception> failures() {
    return new ArrayList<>(failures);
  }

  boolean wasAborted() {
    return aborted;
  }
}
