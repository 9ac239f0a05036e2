package io.github.safr.uima;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.regex.Pattern;
import org.apache.uima.UimaContext;
import org.apache.uima.UimaContextAdmin;
import org.apache.uima.resource.ResourceManager;

/** Where users say that something is. */
final class Location {

  private static final String CLASS_PATH = "classpath:";

  private static final Pattern REMOTE =
      Pattern.compile("^(https?|ftp|file://(?!/|localhost/))", Pattern.CASE_INSENSITIVE);

  private Location() {}

  /**
   * The file, the URL, or what is on UIMA's data path or the class path under that name.
   *
   * @throws IllegalArgumentException if there is nothing, or it is on another machine
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
    if (isRemote(found.toExternalForm())) {
      throw new IllegalArgumentException(
          "'" + location + "' is on another machine, and nothing is read from there. Name a file.");
    }
    return found;
  }

  /** Java would take {@code file://host/} for a place to fetch from by FTP. */
  private static boolean isRemote(String url) {
    String place = url;
    while (place.startsWith("jar:")) {
      place = place.substring("jar:".length());
    }
    return REMOTE.matcher(place).find();
  }
}
