package dev.aurora.service.promotion;

/** Text in a page: whatever a person or program wrote stays text. */
final class DossierText {

  private DossierText() {}

  /** Shown letter by letter, also between quotes of an attribute. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      switch (letter) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(letter < ' ' && letter != '\n' ? ' ' : letter);
      }
    }
    return safe.toString();
  }

  /** A row of cells, each of them text. */
  static String row(String... cells) {
    StringBuilder row = new StringBuilder("<tr>");
    for (String cell : cells) {
      row.append("<td>").append(escaped(cell)).append("</td>");
    }
    return row.append("</tr>\n").toString();
  }

  /** A table of rows that are made already. */
  static String table(String rows, String... heads) {
    StringBuilder table = new StringBuilder("<table><thead><tr>");
    for (String head : heads) {
      table.append("<th>").append(escaped(head)).append("</th>");
    }
    return table
        .append("</tr></thead><tbody>\n")
        .append(rows)
        .append("</tbody></table>\n")
        .toString();
  }
}
