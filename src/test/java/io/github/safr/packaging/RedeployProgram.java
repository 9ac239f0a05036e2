package io.github.safr.packaging;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * A server that takes applications in and out again. It may use nothing but the JDK, and is one
 * class, because it is run with nothing else. Each application has a class loader of its own,
 * behind that of the server, runs {@link DeployedTask} and is taken out once the next one runs. The
 * server prints what applications said, and whether their class loaders went with them.
 */
public final class RedeployProgram {

  private static final String UIMA = "org.apache.uima.cas.impl.TypeSystemImpl";
  private static final int MILLIS = 100;

  private RedeployProgram() {}

  /**
   * Arguments: class path of the server, class path of an application, how many applications one
   * after the other, seconds that a class loader may take to go; at will how files begin into which
   * the heap is dumped where one stays.
   */
  public static void main(String[] args) throws Exception {
    ClassLoader server =
        new URLClassLoader("server", urls(args[0]), ClassLoader.getPlatformClassLoader());
    if (server.getResource(UIMA.replace('.', '/') + ".class") != null) {
      // UIMA keeps for ever what is on the stack when it is first used; Java 24 knows no such
      // thing.
      Class.forName(UIMA, true, server);
    }
    int applications = Integer.parseInt(args[2]);
    Deque<Map.Entry<URLClassLoader, Object>> running = new ArrayDeque<>();
    for (int i = 0; i <= applications; i++) {
      if (i < applications) {
        inAThreadThatEnds(() -> running.add(deploy(server, args[1])));
      }
      if (i > 0) {
        List<WeakReference<ClassLoader>> gone = new ArrayList<>();
        inAThreadThatEnds(() -> gone.add(undeploy(running.remove())));
        boolean collected = isCollected(gone.get(0), Integer.parseInt(args[3]));
        System.out.println(collected ? "class loader collected" : "class loader held");
        if (!collected && args.length > 4) {
          dump(args[4] + "-" + i + ".hprof");
        }
      }
    }
  }

  /** For whoever wants to know what holds it. */
  private static void dump(String file) throws IOException {
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file, true);
  }

  private static void inAThreadThatEnds(Runnable work) throws InterruptedException {
    Thread thread = new Thread(work, "deployment");
    thread.start();
    thread.join();
  }

  private static Map.Entry<URLClassLoader, Object> deploy(ClassLoader server, String classPath) {
    try {
      URLClassLoader application = new URLClassLoader("application", urls(classPath), server);
      Thread.currentThread().setContextClassLoader(application);
      Object task =
          application
              .loadClass("io.github.safr.packaging.DeployedTask")
              .getConstructor()
              .newInstance();
      System.out.println(((Callable<?>) task).call());
      return Map.entry(application, task);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static WeakReference<ClassLoader> undeploy(Map.Entry<URLClassLoader, Object> deployed) {
    try (URLClassLoader loader = deployed.getKey()) {
      Thread.currentThread().setContextClassLoader(loader);
      ((AutoCloseable) deployed.getValue()).close();
      return new WeakReference<>(loader);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isCollected(WeakReference<ClassLoader> loader, int seconds)
      throws InterruptedException {
    for (int i = 0; i < seconds * 1000 / MILLIS && loader.get() != null; i++) {
      System.gc();
      Thread.sleep(MILLIS);
    }
    return loader.get() == null;
  }

  private static URL[] urls(String classPath) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      if (!entry.isEmpty()) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }
}
