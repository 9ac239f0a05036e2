package io.github.safr.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.uima.UIMAFramework;
import org.apache.uima.resource.metadata.TypeDescription;
import org.apache.uima.tools.stylemap.ColorParser;
import org.apache.uima.tools.stylemap.StyleMapEntry;
import org.apache.uima.tools.stylemap.StyleMapXmlParser;
import org.apache.uima.tools.util.htmlview.AnnotationViewGenerator;
import org.apache.uima.util.XMLInputSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The colours that UIMA's annotation viewer shows our annotations in, read by its own classes. */
class StyleMapTest {

  private static final Path MAP =
      Path.of("descriptors/io/github/safr/uima/SafrPipelineStyleMap.xml");

  /** What text needs against its ground, by the Web Content Accessibility Guidelines, AAA. */
  private static final double READABLE = 7;

  /** Distance in CIELAB at which colours are told apart at a glance, even in small patches. */
  private static final double DISTINCT = 20;

  @Test
  void everyTypeHasAColour() throws Exception {
    List<String> types =
        Stream.of(
                UIMAFramework.getXMLParser()
                    .parseTypeSystemDescription(
                        new XMLInputSource(
                            Path.of("descriptors/io/github/safr/type/SafrTypeSystem.xml").toFile()))
                    .getTypes())
            .map(TypeDescription::getName)
            .toList();
    assertThat(entries())
        .extracting(StyleMapEntry::getAnnotationTypeName)
        .containsExactlyInAnyOrderElementsOf(types);
  }

  @Test
  void textIsReadableOnEveryColour() throws Exception {
    for (StyleMapEntry entry : entries()) {
      double light = luminance(entry.getBackground());
      double dark = luminance(entry.getForeground());
      assertThat((light + 0.05) / (dark + 0.05))
          .as(entry.getLabel())
          .isGreaterThanOrEqualTo(READABLE);
    }
  }

  @Test
  void coloursAreToldApartWhateverColoursAReaderSees() throws Exception {
    List<StyleMapEntry> entries = entries();
    for (Vision vision : Vision.values()) {
      for (int i = 0; i < entries.size(); i++) {
        for (int j = 0; j < i; j++) {
          StyleMapEntry one = entries.get(i);
          StyleMapEntry other = entries.get(j);
          assertThat(distance(vision.of(one.getBackground()), vision.of(other.getBackground())))
              .as("%s: %s and %s", vision, one.getLabel(), other.getLabel())
              .isGreaterThan(DISTINCT);
        }
      }
    }
  }

  @Test
  void theViewerMakesItsPagesOfIt(@TempDir Path folder) throws Exception {
    new AnnotationViewGenerator(folder.toFile()).processStyleMap(MAP.toFile());
    String colours = Files.readString(folder.resolve("annotations.css"));
    String legend = Files.readString(folder.resolve("legend.html"));
    for (StyleMapEntry entry : entries()) {
      assertThat(colours).contains("span." + entry.getLabel() + " {color:#000000; background:#");
      assertThat(legend).contains(">" + entry.getLabel() + "</span>");
    }
  }

  /** As the viewer reads them. */
  private static List<StyleMapEntry> entries() throws Exception {
    StyleMapXmlParser map = new StyleMapXmlParser(Files.readString(MAP));
    List<StyleMapEntry> entries = new ArrayList<>();
    for (int i = 0; i < map.annotType.size(); i++) {
      entries.add(
          new ColorParser()
              .parseAndAssignColors(
                  (String) map.annotType.get(i),
                  (String) map.featureValue.get(i),
                  (String) map.styleLabel.get(i),
                  (String) map.styleColor.get(i)));
    }
    return entries;
  }

  private static double linear(int channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static double[] linear(Color colour) {
    return new double[] {
      linear(colour.getRed()), linear(colour.getGreen()), linear(colour.getBlue())
    };
  }

  private static double luminance(Color colour) {
    double[] rgb = linear(colour);
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
  }

  /** Euclidean distance in CIELAB of two colours in linear RGB. */
  private static double distance(double[] one, double[] other) {
    double[] a = lab(one);
    double[] b = lab(other);
    return Math.sqrt(
        Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
  }

  private static double[] lab(double[] rgb) {
    double x = f((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505);
    double y = f(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
    double z = f((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double f(double value) {
    double clipped = Math.max(0, value);
    return clipped > 0.008856 ? Math.cbrt(clipped) : 7.787 * clipped + 16.0 / 116;
  }

  /**
   * How people see colours. The matrices, for linear RGB, are those of Machado, Oliveira and
   * Fernandes (2009) for eyes that lack one kind of cones.
   */
  private enum Vision {
    USUAL(1, 0, 0, 0, 1, 0, 0, 0, 1),
    NO_RED(
        0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116,
        1.051998),
    NO_GREEN(
        0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
    NO_BLUE(
        1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367,
        0.303900);

    private final double[] matrix;

    Vision(double... matrix) {
      this.matrix = matrix;
    }

    double[] of(Color colour) {
      double[] rgb = linear(colour);
      double[] seen = new double[3];
      for (int i = 0; i < 9; i++) {
        seen[i / 3] += matrix[i] * rgb[i % 3];
      }
      return seen;
    }
  }
}
