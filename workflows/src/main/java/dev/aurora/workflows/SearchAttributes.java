package dev.aurora.workflows;

import dev.aurora.rules.fact.Stage;
import io.temporal.common.SearchAttributeKey;
import java.util.List;

/** The search attributes by which operators find executions in the Temporal web UI. */
public final class SearchAttributes {

  public static final SearchAttributeKey<String> ACCOUNT = keyword("AuroraAccount");
  public static final SearchAttributeKey<String> STRATEGY = keyword("AuroraStrategy");
  public static final SearchAttributeKey<String> SYMBOL = keyword("AuroraSymbol");
  public static final SearchAttributeKey<String> STATE = keyword("AuroraState");
  public static final SearchAttributeKey<String> STAGE = keyword("AuroraStage");
  public static final SearchAttributeKey<String> VERDICT = keyword("AuroraVerdict");
  public static final SearchAttributeKey<String> RULE_SET = keyword("AuroraRuleSet");
  public static final SearchAttributeKey<Double> ORDER_VALUE =
      SearchAttributeKey.forDouble("AuroraOrderValue");
  public static final SearchAttributeKey<Boolean> KILLED =
      SearchAttributeKey.forBoolean("AuroraKilled");

  private SearchAttributes() {}

  /** All of them, for a server that must know them before the first execution. */
  public static List<SearchAttributeKey<?>> all() {
    return List.of(ACCOUNT, STRATEGY, SYMBOL, STATE, STAGE, VERDICT, RULE_SET, ORDER_VALUE, KILLED);
  }

  /** What an execution for an account has from its first event on. */
  public static io.temporal.common.SearchAttributes of(String account, Stage stage) {
    return io.temporal.common.SearchAttributes.newBuilder()
        .set(ACCOUNT, account)
        .set(STAGE, stage.word())
        .build();
  }

  private static SearchAttributeKey<String> keyword(String name) {
    return SearchAttributeKey.forKeyword(name);
  }
}
