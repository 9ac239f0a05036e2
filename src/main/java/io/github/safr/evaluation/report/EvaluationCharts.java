package io.github.safr.evaluation.report;

import io.github.safr.evaluation.Estimate;
import io.github.safr.evaluation.ExplainerReport;
import io.github.safr.evaluation.FaithfulnessReport;
import io.github.safr.evaluation.Measure;
import io.github.safr.model.Removal;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * Charts of the explainers under one removal. Error bars reach half the width of the 95 % interval
 * to either side.
 */
final class EvaluationCharts {

  private static final double LEAST_MILLIS = 1e-3;

  private final String removal;
  private final List<ExplainerReport> explainers;

  EvaluationCharts(Removal removal, List<ExplainerReport> explainers) {
    this.removal = removal == Removal.DELETION ? "deletion" : "replacement";
    this.explainers = explainers;
  }

  /** Comprehensiveness and sufficiency of every explainer, side by side. */
  CategoryChart faithfulness() {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(ChartStyle.WIDTH)
            .height(ChartStyle.HEIGHT)
            .title("How faithful explanations are (" + removal + ")")
            .xAxisTitle("explainer")
            .yAxisTitle("fall of the label's probability")
            .build();
    ChartStyle.apply(chart.getStyler());
    chart.getStyler().setAvailableSpaceFill(0.7);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    chart.getStyler().setXAxisLabelRotation(explainers.size() > 5 ? 30 : 0);
    addBars(chart, "comprehensiveness (higher is better)", Measure.COMPREHENSIVENESS, 0);
    addBars(chart, "sufficiency (lower is better)", Measure.SUFFICIENCY, 1);
    return chart;
  }

  private void addBars(CategoryChart chart, String name, Measure measure, int series) {
    List<Estimate> estimates = explainers.stream().map(e -> e.mean(measure)).toList();
    chart
        .addSeries(
            name,
            explainers.stream().map(ExplainerReport::name).toList(),
            estimates.stream().map(Estimate::value).toList(),
            estimates.stream().map(EvaluationCharts::error).toList())
        .setFillColor(ChartStyle.colour(series));
  }

  /** The probability of the label while the most important tokens are removed. */
  XYChart deletion() {
    return curves(
        "Most important tokens taken away first: lower is better",
        "tokens taken away, %",
        ExplainerReport::deletion);
  }

  /** The probability of the label while the most important tokens are put back. */
  XYChart insertion() {
    return curves(
        "Most important tokens put back first: higher is better",
        "tokens put back, %",
        ExplainerReport::insertion);
  }

  private XYChart curves(String title, String xAxis, Function<ExplainerReport, double[]> curve) {
    XYChart chart = chart(title + " (" + removal + ")", xAxis, "probability of the label");
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setXAxisMax(100.0);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax(1.0);
    chart.getStyler().setMarkerSize(9);
    double[] percents =
        FaithfulnessReport.curvePercents().stream().mapToDouble(Integer::doubleValue).toArray();
    for (int i = 0; i < explainers.size(); i++) {
      XYSeries series =
          chart.addSeries(explainers.get(i).name(), percents, curve.apply(explainers.get(i)));
      style(series, i);
      series.setLineStyle(ChartStyle.line(i));
    }
    return chart;
  }

  /** Comprehensiveness against the time that an explanation takes. */
  XYChart cost() {
    XYChart chart =
        chart(
            "What explanations cost (" + removal + ")",
            "milliseconds a text, logarithmic",
            "comprehensiveness (higher is better)");
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setMarkerSize(18);
    chart.getStyler().setXAxisMin(Math.pow(10, Math.floor(Math.log10(cheapest()))));
    chart.getStyler().setXAxisMax(Math.pow(10, 1 + Math.floor(Math.log10(dearest()))));
    for (int i = 0; i < explainers.size(); i++) {
      ExplainerReport explainer = explainers.get(i);
      Estimate estimate = explainer.mean(Measure.COMPREHENSIVENESS);
      style(
          chart.addSeries(
              explainer.name(),
              new double[] {millis(explainer)},
              new double[] {estimate.value()},
              new double[] {error(estimate)}),
          i);
    }
    return chart;
  }

  private double cheapest() {
    return explainers.stream().mapToDouble(EvaluationCharts::millis).min().orElse(1);
  }

  private double dearest() {
    return explainers.stream().mapToDouble(EvaluationCharts::millis).max().orElse(1);
  }

  private static double millis(ExplainerReport explainer) {
    return Math.max(LEAST_MILLIS, explainer.millis());
  }

  private static XYChart chart(String title, String xAxis, String yAxis) {
    XYChart chart =
        new XYChartBuilder()
            .width(ChartStyle.WIDTH)
            .height(ChartStyle.HEIGHT)
            .title(title)
            .xAxisTitle(xAxis)
            .yAxisTitle(yAxis)
            .build();
    ChartStyle.apply(chart.getStyler());
    return chart;
  }

  private static void style(XYSeries series, int index) {
    series.setLineColor(ChartStyle.colour(index));
    series.setMarkerColor(ChartStyle.colour(index));
    series.setMarker(ChartStyle.marker(index));
  }

  private static double error(Estimate estimate) {
    return (estimate.high() - estimate.low()) / 2;
  }

  /** What files call a removal. */
  static String fileName(String chart, Removal removal) {
    return chart + "-" + removal.name().toLowerCase(Locale.ROOT) + ".png";
  }
}
