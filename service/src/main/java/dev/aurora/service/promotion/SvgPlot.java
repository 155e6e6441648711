package dev.aurora.service.promotion;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Small plots as inline SVG: no script, no file beside the page. Pure; equal data, equal text. */
final class SvgPlot {

  private static final int WIDTH = 460;
  private static final int HEIGHT = 190;
  private static final int LEFT = 62;
  private static final int RIGHT = 12;
  private static final int TOP = 12;
  private static final int BOTTOM = 30;
  private static final int GRID_LINES = 4;
  private static final int BAR = 22;
  private static final int BAR_NAMES = 190;

  private SvgPlot() {}

  /**
   * A line over the sessions.
   *
   * @param labels one a value; the first and the last are shown
   */
  static String line(String name, List<String> labels, List<Double> values) {
    if (values.size() < 2) {
      return "<p class=\"none\">Fewer than two sessions: there is nothing to draw.</p>";
    }
    double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    double pad = high == low ? Math.max(Math.abs(high), 1) * 0.1 : (high - low) * 0.08;
    Axis axis = new Axis(low < 0 || low - pad > 0 ? low - pad : Math.min(low, 0), high + pad);
    StringBuilder svg = head(name, HEIGHT);
    axis.draw(svg);
    svg.append("<polyline class=\"line\" points=\"");
    for (int i = 0; i < values.size(); i++) {
      double x = LEFT + (double) i * (WIDTH - LEFT - RIGHT) / (values.size() - 1);
      svg.append(number(x)).append(',').append(number(axis.y(values.get(i)))).append(' ');
    }
    svg.append("\"/>");
    text(svg, LEFT, HEIGHT - 8, "start", labels.getFirst());
    text(svg, WIDTH - RIGHT, HEIGHT - 8, "end", labels.getLast());
    return svg.append("</svg>").toString();
  }

  /** A bar a name, in the order of the map. */
  static String bars(String name, Map<String, Long> counts) {
    if (counts.isEmpty()) {
      return "<p class=\"none\">None.</p>";
    }
    long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
    StringBuilder svg = head(name, counts.size() * BAR + 8);
    int y = 4;
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      double width = (double) (WIDTH - BAR_NAMES - 50) * count.getValue() / Math.max(most, 1);
      text(svg, BAR_NAMES - 8, y + 15, "end", count.getKey());
      svg.append(
          "<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%s\" height=\"%d\"/>"
              .formatted(BAR_NAMES, y + 3, number(Math.max(width, 1)), BAR - 6));
      text(svg, BAR_NAMES + width + 6, y + 15, "start", Long.toString(count.getValue()));
      y += BAR;
    }
    return svg.append("</svg>").toString();
  }

  /** The scale of values, from the lowest to the highest line. */
  private record Axis(double low, double high) {

    double y(double value) {
      return TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM);
    }

    void draw(StringBuilder svg) {
      for (int i = 0; i <= GRID_LINES; i++) {
        double value = low + (high - low) * i / GRID_LINES;
        svg.append(
            "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/>"
                .formatted(LEFT, WIDTH - RIGHT, number(y(value)), number(y(value))));
        text(svg, LEFT - 6, y(value) + 4, "end", label(value));
      }
    }

    /** As many decimals as tell two grid lines apart. */
    private String label(double value) {
      double step = (high - low) / GRID_LINES;
      int decimals = step >= 10 ? 0 : step >= 0.1 ? 2 : 4;
      return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
  }

  // Formats with %d are of whole numbers, which no locale of ours writes otherwise.
  private static StringBuilder head(String name, int height) {
    return new StringBuilder(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
            .formatted(WIDTH, height, DossierText.escaped(name)));
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    svg.append("<text x=\"")
        .append(number(x))
        .append("\" y=\"")
        .append(number(y))
        .append("\" text-anchor=\"")
        .append(anchor)
        .append("\">")
        .append(DossierText.escaped(text))
        .append("</text>");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
