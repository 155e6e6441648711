package dev.aurora.rules.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** Says what is wrong with a text that is no JSON, without the parser's notes on itself. */
public final class JsonFault {

  private static final Pattern SOURCE =
      Pattern.compile("\\[Source: [^\\[\\]]*?; (line: [^\\]]*)\\]");

  private JsonFault() {}

  /** One sentence; where it is stands in the exception's location. */
  public static String told(JsonProcessingException fault) {
    return SOURCE.matcher(fault.getOriginalMessage()).replaceAll("$1");
  }
}
