package dev.aurora.rules.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScopeFormTest {

  @ParameterizedTest
  @CsvSource({
    "firm, firm",
    "account, account:A",
    "strategy, strategy:S",
    "symbol, symbol:X",
    "account/symbol, account:A/symbol:X",
    "strategy/symbol, strategy:S/symbol:X",
    "model, model:m",
    "venue, venue:V"
  })
  void writesTheScopeOfItsOwners(String word, String scope) {
    ScopeForm form = ScopeForm.ofWord(word).orElseThrow();

    assertThat(form.of("A", "S", "X", "m", "V")).contains(scope);
    assertThat(ScopeText.isValid(scope)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void endsAtTheFirmWhereNobodyIsNamed(ScopeForm form) {
    ScopeForm now = form;
    while (now.of(null, null, null, null, null).isEmpty()) {
      assertThat(now.wider()).isNotEqualTo(now);
      now = now.wider();
    }
    assertThat(now).isEqualTo(ScopeForm.FIRM);
  }

  @Test
  void fallsBackFromASymbolToItsAccountOrStrategy() {
    assertThat(ScopeForm.ACCOUNT_SYMBOL.wider().of("A", "S", null, null, null))
        .contains("account:A");
    assertThat(ScopeForm.STRATEGY_SYMBOL.wider().of("A", "S", null, null, null))
        .contains("strategy:S");
  }
}
