package mine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.collection.CollectionProcessingEngine;
import org.apache.uima.collection.EntityProcessStatus;
import org.apache.uima.collection.StatusCallbackListener;
import org.apache.uima.util.XMLInputSource;

/** Starts the engine of Cpe.xml and waits for its end. */
public final class RunCpe {

  public static void main(String... arguments) throws Exception {
    Result result = run();
    System.out.println(result);
    if (result.failed() > 0 || !result.complete()) {
      System.exit(3);
    }
  }

  record Result(int annotated, int failed, boolean complete) {}

  static Result run() throws Exception {
    CollectionProcessingEngine engine =
        UIMAFramework.produceCollectionProcessingEngine(
            UIMAFramework.getXMLParser()
                .parseCpeDescription(new XMLInputSource(RunCpe.class.getResource("Cpe.xml"))));
    Listener listener = new Listener();
    engine.addStatusCallbackListener(listener);
    engine.process();
    listener.end.await();
    return new Result(listener.annotated.get(), listener.failed.get(), !listener.aborted);
  }

  private static final class Listener implements StatusCallbackListener {

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger annotated = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile boolean aborted;

    @Override
    public void entityProcessComplete(CAS cas, EntityProcessStatus status) {
      if (status.isException()) {
        failed.incrementAndGet();
        status.getExceptions().forEach(problem -> System.err.println(reason(problem)));
      } else {
        annotated.incrementAndGet();
      }
    }

    /** UIMA wraps what an engine throws. */
    private static Throwable reason(Throwable problem) {
      return problem.getCause() == null ? problem : reason(problem.getCause());
    }

    @Override
    public void collectionProcessComplete() {
      end.countDown();
    }

    @Override
    public void aborted() {
      aborted = true;
      end.countDown();
    }

    @Override
    public void initializationComplete() {}

    @Override
    public void batchProcessComplete() {}

    @Override
    public void paused() {}

    @Override
    public void resumed() {}
  }
}
