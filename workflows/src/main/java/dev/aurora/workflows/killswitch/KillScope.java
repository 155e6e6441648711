package dev.aurora.workflows.killswitch;

import java.util.regex.Pattern;

/** The texts that name a scope, as the control catalogue lists them. */
public final class KillScope {

  /** Everything. */
  public static final String FIRM = "firm";

  private static final Pattern KNOWN =
      Pattern.compile(
          "firm|(account|strategy):[^:/ ]+(/symbol:[^:/ ]+)?|(symbol|model|venue):[^:/ ]+");

  private KillScope() {}

  public static boolean isKnown(String text) {
    return KNOWN.matcher(text).matches();
  }
}
