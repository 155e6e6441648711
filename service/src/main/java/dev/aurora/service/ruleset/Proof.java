package dev.aurora.service.ruleset;

import java.util.Locale;

/** What is shown of a rule set, in this order; each leaves a report under its word. */
enum Proof {
  CHECK {
    @Override
    ReleaseProofs.Report of(ReleaseProofs proofs, RuleSetFiles files) {
      return proofs.check(files);
    }
  },
  TEST {
    @Override
    ReleaseProofs.Report of(ReleaseProofs proofs, RuleSetFiles files) {
      return proofs.test(files);
    }
  },
  REPLAY {
    @Override
    ReleaseProofs.Report of(ReleaseProofs proofs, RuleSetFiles files) {
      return proofs.replay(files);
    }
  };

  abstract ReleaseProofs.Report of(ReleaseProofs proofs, RuleSetFiles files);

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String reportName() {
    return word() + ".txt";
  }
}
