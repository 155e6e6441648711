package dev.aurora.rules.language;

import static dev.aurora.rules.language.ProblemCode.UNKNOWN_CONTROL;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which ids a rule may have: those of the catalogue, and over orders also an id of the officers'
 * own, which is the name of its folder. An own id that a slip of the finger could turn into one of
 * the catalogue's is refused: it would lift a control without anybody seeing it.
 */
final class ControlIds {

  private static final Pattern OWN = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)+");
  private static final int OWN_LENGTH_MAX = 40;

  private final PolicyVocabulary.Folder folder;
  private final String name;

  /**
   * @param folder such as {@code pretrade}
   * @param name of the control's own folder in it
   */
  ControlIds(PolicyVocabulary.Folder folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  /** Whether the id may be used; a problem says why not. */
  boolean check(Metadata id, List<Problem> problems) {
    String control = id.value();
    if (folder.controls().contains(control)) {
      return true;
    }
    boolean ownMayBe = folder.subject() == PolicyVocabulary.Subject.ORDER && control.equals(name);
    Optional<String> slip = DidYouMean.slip(control, folder.controls());
    if (ownMayBe && slip.isEmpty() && OWN.matcher(control).matches() && isShort(control)) {
      return true;
    }
    problems.add(Problem.error(UNKNOWN_CONTROL, id.span(), what(control), advice(control, slip)));
    return false;
  }

  private static boolean isShort(String control) {
    return control.length() <= OWN_LENGTH_MAX;
  }

  private String what(String control) {
    return control.equals(name) && folder.subject() == PolicyVocabulary.Subject.ORDER
        ? "The catalogue has no control `" + control + "`, and as a name of your own it won't do."
        : "The catalogue has no control `" + control + "`.";
  }

  private String advice(String control, Optional<String> slip) {
    boolean own = control.equals(name) && folder.subject() == PolicyVocabulary.Subject.ORDER;
    if (own && slip.isPresent()) {
      return "Did you mean `"
          + slip.get()
          + "`? A control of your own needs a name that can't be"
          + " mistaken for it.";
    }
    return own
        ? "Write two or more words in small letters with hyphens, such as `bank-shares-late`."
        : DidYouMean.ask(control, folder.controls(), "Controls are listed in the catalogue.");
  }
}
