package dev.aurora.rules.engine;

import dev.aurora.rules.language.CheckRule;
import dev.aurora.rules.language.LimitRule;
import dev.aurora.rules.language.SourceFile;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;

/**
 * What Drools' own parser sees in a policy. Two readers of one text may disagree; a rule that hides
 * from the check but not from the engine would be the way around the check.
 */
final class DroolsView {

  private DroolsView() {}

  /**
   * Makes sure that Drools sees the same rules in the same files, and nothing besides.
   *
   * @throws DroolsBuild.RefusedException when it doesn't
   */
  static void requireSame(RuleSet ruleSet) {
    for (SourceFile file : ruleSet.files()) {
      List<String> expected =
          Stream.concat(
                  ruleSet.scopes().stream()
                      .filter(scope -> scope.scopeSpan().file().equals(file.path()))
                      .map(LimitRule::name),
                  ruleSet.rules().stream()
                      .filter(rule -> rule.span().file().equals(file.path()))
                      .map(CheckRule::name))
              .sorted()
              .toList();
      require(file, expected, parse(file));
    }
  }

  private static PackageDescr parse(SourceFile file) {
    DrlParser parser = new DrlParser();
    try {
      PackageDescr seen = parser.parse(false, new StringReader(file.text()));
      if (seen == null || parser.hasErrors()) {
        throw new DroolsBuild.RefusedException(
            "Drools can't read " + file.path() + ": " + parser.getErrors());
      }
      return seen;
    } catch (DroolsParserException e) {
      throw new DroolsBuild.RefusedException("Drools can't read " + file.path() + ": " + e);
    }
  }

  private static void require(SourceFile file, List<String> expected, PackageDescr seen) {
    List<String> names = seen.getRules().stream().map(RuleDescr::getName).sorted().toList();
    if (!names.equals(expected)) {
      throw new DroolsBuild.RefusedException(
          "In " + file.path() + " Drools sees the rules " + names + ", the check " + expected);
    }
    boolean more =
        !seen.getImports().isEmpty()
            || !seen.getFunctionImports().isEmpty()
            || !seen.getAccumulateImports().isEmpty()
            || !seen.getGlobals().isEmpty()
            || !seen.getAttributes().isEmpty()
            || !seen.getFunctions().isEmpty()
            || !seen.getTypeDeclarations().isEmpty()
            || !seen.getEnumDeclarations().isEmpty()
            || !seen.getEntryPointDeclarations().isEmpty()
            || !seen.getWindowDeclarations().isEmpty()
            || seen.getUnit() != null
            || !seen.getName().equals("policy");
    if (more || !seen.getRules().stream().allMatch(DroolsView::isPlain)) {
      throw new DroolsBuild.RefusedException(
          "In " + file.path() + " Drools sees more than plain rules");
    }
  }

  /** One pattern, one action, nothing else. */
  private static boolean isPlain(RuleDescr rule) {
    List<? extends BaseDescr> patterns = rule.getLhs().getDescrs();
    return rule.isRule()
        && rule.getAttributes().isEmpty()
        && rule.getNamedConsequences().isEmpty()
        && rule.getParentName() == null
        && patterns.size() == 1
        && patterns.getFirst() instanceof PatternDescr pattern
        && pattern.getSource() == null
        && pattern.getBehaviors().isEmpty();
  }
}
