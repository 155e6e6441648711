package dev.aurora.rules.draft;

/**
 * What an officer says of a control to be made.
 *
 * @param id name of its folder and {@code @id}
 * @param sentence name of its rule, such as {@code Deny bank shares late in the day}
 * @param condition when an order is denied, as it stands in the pattern
 * @param why the comment above the rule
 * @param owner who answers for it
 * @param source regulation or decision that it follows
 */
public record NewControl(
    String id, String sentence, String condition, String why, String owner, String source) {

  /** Folder of checks on orders: where controls of officers' own may stand. */
  static final String FOLDER = "pretrade";

  /** Path of its rule, relative to the policy. */
  public String ruleFile() {
    return FOLDER + "/" + id + "/" + id + ".drl";
  }

  /** Path of its cases, relative to the policy. */
  public String casesFile() {
    return FOLDER + "/" + id + "/" + id + ".cases.yaml";
  }

  /** The text of its rule: in MONITOR, so that it records and stops nothing yet. */
  String ruleText() {
    return """
    package policy;

    // %s
    rule "%s"
        @id("%s") @consequence("DENY_ORDER") @mode("MONITOR")
        @since("baseline") @owner("%s") @source("%s")
    when
        $check : OrderCheck( %s )
    then
        $check.deny();
    end
    """
        .formatted(oneLine(why), oneLine(sentence), id, oneLine(owner), oneLine(source), condition);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
