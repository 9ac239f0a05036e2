package io.github.safr.examples.spark;

import java.util.Map;
import org.apache.spark.resource.ResourceInformation;

/**
 * The graphics card that Spark gave to a task; one that runs in an executor gets the executor's.
 */
final class AssignedCard {

  /** Name of the resource, as in {@code spark.executor.resource.gpu.amount}. */
  private static final String RESOURCE = "gpu";

  private AssignedCard() {}

  /**
   * Where the model is to run. A device that was asked for by name stays what it is; {@code auto}
   * becomes the card that Spark assigned, if it did.
   *
   * @param resources what the task got from Spark
   */
  static String device(String wanted, Map<String, ResourceInformation> resources) {
    ResourceInformation cards = resources.get(RESOURCE);
    if (!wanted.equals("auto") || cards == null || cards.addresses().length == 0) {
      return wanted;
    }
    return "gpu:" + cards.addresses()[0];
  }
}
