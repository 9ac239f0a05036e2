package io.github.safr.evaluation.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How all charts look: large enough for a slide, in colours that most colour-blind people tell. */
final class ChartStyle {

  static final int WIDTH = 1600;
  static final int HEIGHT = 900;

  /**
   * The palette of Okabe and Ito (2008), black last, yellow left out: it is too light for lines.
   */
  private static final Color[] COLOURS = {
    new Color(0x0072B2),
    new Color(0xD55E00),
    new Color(0x009E73),
    new Color(0xCC79A7),
    new Color(0xE69F00),
    new Color(0x56B4E9),
    Color.BLACK
  };

  private static final float[] DASHES = {9, 6};

  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE,
    SeriesMarkers.SQUARE,
    SeriesMarkers.DIAMOND,
    SeriesMarkers.TRIANGLE_UP,
    SeriesMarkers.TRIANGLE_DOWN
  };

  private ChartStyle() {}

  /** The colour of a series; those of a second round come with another line and another marker. */
  static Color colour(int series) {
    return COLOURS[series % COLOURS.length];
  }

  static Marker marker(int series) {
    return MARKERS[series % MARKERS.length];
  }

  static BasicStroke line(int series) {
    return series < COLOURS.length
        ? new BasicStroke(3)
        : new BasicStroke(3, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0);
  }

  static void apply(AxesChartStyler styler) {
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 22);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotGridLinesColor(new Color(0xDDDDDD));
    styler.setPlotBorderVisible(false);
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitleFont(font.deriveFont(Font.BOLD, 30f));
    styler.setChartPadding(24);
    styler.setLegendFont(font);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setAxisTitleFont(font.deriveFont(24f));
    styler.setAxisTickLabelsFont(font);
    styler.setErrorBarsColor(Color.DARK_GRAY);
    styler.setYAxisTickMarkSpacingHint(90);
    styler.setYAxisDecimalPattern("0.00");
    styler.setLocale(Locale.ROOT);
  }
}
