package io.github.safr.model;

import io.github.safr.tensorflow.TensorFlowRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.tensorflow.TensorFlow;

/** Versions of what runs here. */
public final class Versions {

  private Versions() {}

  /** This library's version. */
  public static String own() {
    try (InputStream in =
        Versions.class.getResourceAsStream("/io/github/safr/version.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** This library, Java, TensorFlow, DJL and OpenNLP. Loads TensorFlow. */
  public static Map<String, String> all() {
    TensorFlowRuntime.load();
    Map<String, String> versions = new TreeMap<>();
    versions.put("safr-uima", own());
    versions.put("java", Runtime.version().toString());
    versions.put("tensorflow", TensorFlow.version());
    versions.put("djl", ai.djl.engine.Engine.getDjlVersion());
    versions.put("opennlp", opennlp.tools.util.Version.currentVersion().toString());
    return versions;
  }
}
