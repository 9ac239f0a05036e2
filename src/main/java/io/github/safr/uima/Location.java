package io.github.safr.uima;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import org.apache.uima.UimaContext;
import org.apache.uima.UimaContextAdmin;
import org.apache.uima.resource.ResourceManager;

/** Where users say that something is. */
final class Location {

  private static final String CLASS_PATH = "classpath:";

  private Location() {}

  /**
   * The file, the URL, or what is on UIMA's data path or the class path under that name.
   *
   * @throws IllegalArgumentException if there is nothing
   */
  static URL find(String location, UimaContext context) {
    ResourceManager resources = ((UimaContextAdmin) context).getResourceManager();
    URL found;
    try {
      if (new File(location).isFile()) {
        found = new File(location).toURI().toURL();
      } else if (location.startsWith(CLASS_PATH)) {
        found = resources.resolveRelativePath(location.substring(CLASS_PATH.length()));
      } else {
        found =
            location.contains(":") ? new URL(location) : resources.resolveRelativePath(location);
      }
    } catch (MalformedURLException e) {
      found = null;
    }
    if (found == null) {
      throw new IllegalArgumentException(
          "There is nothing at '"
              + location
              + "'. Name a file, a URL, or 'classpath:' and a name on the class path.");
    }
    return found;
  }
}
