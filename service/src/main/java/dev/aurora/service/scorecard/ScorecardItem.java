package dev.aurora.service.scorecard;

import java.util.List;

/**
 * One item of the scorecard.
 *
 * @param id 1 to 52
 * @param area such as {@code data}
 * @param phase when it is needed: {@code start} = it was done before the plan began
 * @param text what is to be so
 * @param needs evidence that all must hold; never empty, for an item without would be always done
 */
public record ScorecardItem(int id, String area, String phase, String text, List<Need> needs) {

  public ScorecardItem {
    needs = List.copyOf(needs);
    if (needs.isEmpty()) {
      throw new IllegalArgumentException("item " + id + " needs evidence");
    }
  }
}
