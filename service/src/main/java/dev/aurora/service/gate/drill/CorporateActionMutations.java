package dev.aurora.service.gate.drill;

import static dev.aurora.service.gate.drill.DataCopy.ACTIONS;
import static dev.aurora.service.gate.drill.DataCopy.BARS;
import static dev.aurora.service.gate.drill.DataCopy.CONVENTION;
import static dev.aurora.service.gate.drill.DataCopy.LABELS;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Ways to take splits and dividends wrongly, or to shift labels. */
final class CorporateActionMutations {

  private static final String GATE = "corporate-actions";
  private static final String SPLIT = "AAPL,2005-02-28,split";
  private static final String DIVIDEND = "IBM,2012-11-07,dividend";
  private static final int VALUE = 3;
  private static final int CLOSE = 5;
  private static final int LABEL = 2;

  private CorporateActionMutations() {}

  static List<DataMutation> all() {
    return List.of(
        red("a split unadjusted", c -> without(c, ACTIONS, SPLIT)),
        red("a split adjusted twice", c -> c.cell(ACTIONS, SPLIT, VALUE, v -> "4.0")),
        red("a split written twice", c -> twice(c, SPLIT)),
        red("a split of another symbol", c -> c.edit(ACTIONS, SPLIT, "IBM,2005-02-28,split")),
        red("a split a session late", c -> c.edit(ACTIONS, SPLIT, "AAPL,2005-03-01,split")),
        red("a split a session early", c -> c.edit(ACTIONS, SPLIT, "AAPL,2005-02-25,split")),
        red("a split on a Sunday", c -> c.edit(ACTIONS, SPLIT, "AAPL,2005-02-27,split")),
        red("a split of Microsoft left out", c -> without(c, ACTIONS, "MSFT,2003-02-18,split")),
        red("a dividend left out", c -> without(c, ACTIONS, DIVIDEND)),
        red("a dividend adjusted twice", c -> c.cell(ACTIONS, DIVIDEND, VALUE, doubled())),
        red("a dividend written twice", c -> twice(c, DIVIDEND)),
        red(
            "a dividend a cent too small",
            c -> c.cell(ACTIONS, DIVIDEND, VALUE, plus(new BigDecimal("-0.01")))),
        red("a dividend as a split", c -> c.edit(ACTIONS, DIVIDEND, "IBM,2012-11-07,split")),
        red("a dividend that was none", c -> added(c, "GOOG,2012-11-07,dividend,1.0")),
        red("a split that was none", c -> added(c, "FB,2012-11-07,split,2.0")),
        red("an action of a symbol without bars", c -> added(c, "ORCL,2012-11-07,dividend,1.0")),
        red("no actions", c -> c.lines(ACTIONS, body -> List.of())),
        red("actions removed", c -> Files.delete(c.file(ACTIONS))),
        red("no convention", c -> c.write(CONVENTION, "{\"published\": \"exclose\"}")),
        red("an unknown convention", c -> c.edit(CONVENTION, "exclose", "close")),
        red("another convention for what was published", c -> published(c, "prevclose")),
        red("a close a cent off", c -> close(c, "IBM,2009-06-15", new BigDecimal("0.01"))),
        red("bars adjusted already", CorporateActionMutations::adjustedAlready),
        red("two sessions exchanged", CorporateActionMutations::exchanged),
        red("a session twice", CorporateActionMutations::sessionTwice),
        red("nothing published", c -> c.edit(BARS, "Adj Close", "Adjusted")),
        red("labels shifted by one", c -> shifted(c, 1)),
        red("labels shifted back by one", c -> shifted(c, -1)),
        red(
            "labels of a split unadjusted",
            c -> c.cell(LABELS, "AAPL,2005-02-25", LABEL, off(0.5))),
        red(
            "one label off by a millionth",
            c -> c.cell(LABELS, "IBM,2009-06-15", LABEL, off(1e-6))),
        red("no label at a dividend", c -> without(c, LABELS, "IBM,2012-11-06")),
        red("labels of a symbol without bars", c -> c.edit(LABELS, "IBM,", "ORCL,")),
        red("labels removed", c -> Files.delete(c.file(LABELS))),
        control("our convention is the other one", c -> ours(c, "prevclose")),
        control("actions in another order", c -> c.lines(ACTIONS, List::reversed)),
        control(
            "labels of fewer days", c -> c.lines(LABELS, body -> body.subList(10, body.size()))));
  }

  private static DataMutation red(String name, DataMutation.Spoiler spoil) {
    return DataMutation.red(GATE, name, spoil);
  }

  private static DataMutation control(String name, DataMutation.Spoiler spoil) {
    return DataMutation.control(GATE, name, spoil);
  }

  private static void without(DataCopy copy, String file, String start) throws Exception {
    copy.lines(file, body -> body.stream().filter(line -> !line.startsWith(start)).toList());
  }

  private static void twice(DataCopy copy, String start) throws Exception {
    copy.lines(
        ACTIONS,
        body ->
            body.stream()
                .flatMap(
                    line ->
                        line.startsWith(start)
                            ? List.of(line, line).stream()
                            : List.of(line).stream())
                .toList());
  }

  private static void added(DataCopy copy, String line) throws Exception {
    copy.lines(
        ACTIONS,
        body -> {
          List<String> more = new ArrayList<>(body);
          more.add(line);
          return more;
        });
  }

  private static UnaryOperator<String> doubled() {
    return value -> new BigDecimal(value).multiply(BigDecimal.TWO).toPlainString();
  }

  private static UnaryOperator<String> plus(BigDecimal more) {
    return value -> new BigDecimal(value).add(more).toPlainString();
  }

  private static UnaryOperator<String> off(double by) {
    return value -> String.valueOf(Double.parseDouble(value) - by);
  }

  private static void ours(DataCopy copy, String convention) throws Exception {
    copy.write(
        CONVENTION, "{\"convention\": \"%s\", \"published\": \"exclose\"}".formatted(convention));
  }

  private static void published(DataCopy copy, String convention) throws Exception {
    copy.write(
        CONVENTION, "{\"convention\": \"exclose\", \"published\": \"%s\"}".formatted(convention));
  }

  private static void close(DataCopy copy, String start, BigDecimal more) throws Exception {
    copy.cell(BARS, start, CLOSE, plus(more));
  }

  /** Somebody halved the closes before the split, and the action is taken once more. */
  private static void adjustedAlready(DataCopy copy) throws Exception {
    copy.lines(
        BARS,
        body ->
            body.stream()
                .map(
                    line -> {
                      String[] cells = line.split(",", -1);
                      if (cells[0].equals("AAPL") && cells[1].compareTo("2005-02-28") < 0) {
                        cells[CLOSE] = String.valueOf(Double.parseDouble(cells[CLOSE]) / 2);
                      }
                      return String.join(",", cells);
                    })
                .toList());
  }

  private static void exchanged(DataCopy copy) throws Exception {
    copy.lines(
        BARS,
        body -> {
          List<String> lines = new ArrayList<>(body);
          java.util.Collections.swap(lines, 100, 101);
          return lines;
        });
  }

  private static void sessionTwice(DataCopy copy) throws Exception {
    copy.lines(
        BARS,
        body -> {
          List<String> lines = new ArrayList<>(body);
          lines.add(100, lines.get(100));
          return lines;
        });
  }

  /** Each label becomes that of a neighbour, as an index that is off by one makes it. */
  private static void shifted(DataCopy copy, int by) throws Exception {
    copy.lines(
        LABELS,
        body -> {
          List<String> lines = new ArrayList<>();
          for (int i = 1; i < body.size() - 1; i++) {
            String[] own = body.get(i).split(",", -1);
            String[] other = body.get(i + by).split(",", -1);
            if (own[0].equals(other[0])) {
              lines.add(own[0] + "," + own[1] + "," + other[LABEL]);
            }
          }
          return lines;
        });
  }
}
