package dev.aurora.service.crash;

import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.service.app.Settings;
import dev.aurora.service.broker.Broker;
import dev.aurora.service.broker.paper.BrokerFaults;
import dev.aurora.service.broker.paper.PaperBroker;
import dev.aurora.service.broker.paper.PaperTerms;
import dev.aurora.service.broker.paper.Pause;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.market.BarStore;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.ruleset.ReleasePages;
import dev.aurora.service.ruleset.RuleSetServices;
import dev.aurora.service.run.BarPrices;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessProducer;
import jakarta.enterprise.inject.spi.Producer;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Puts the switch into the service's own wiring: around every commit of the books and every message
 * to the broker. The policy is walked as trees, which gives the same verdicts without a compile.
 */
public class CrashExtension implements Extension {

  /** So little of a bar that the largest orders of the load fill in part. */
  private static final BigDecimal VOLUME_SHARE_BPS = new BigDecimal("0.05");

  void books(@Observes ProcessProducer<?, Database> event) {
    Named name = event.getAnnotatedMember().getAnnotation(Named.class);
    if (name != null && name.value().equals("journal")) {
      CommitWatch watch = new CommitWatch(CrashingService.crash());
      replace(event, () -> CrashingService.books().open().observedBy(watch));
    }
  }

  void broker(@Observes ProcessProducer<?, Broker> event) {
    replace(event, CrashExtension::broker);
  }

  void engine(@Observes ProcessProducer<?, RuleSetServices> event) {
    replace(event, CrashExtension::trees);
  }

  private static Broker broker() {
    CDI<Object> beans = CDI.current();
    PaperTerms shipped = PaperTerms.shipped();
    return new CrashingBroker(
        new PaperBroker(
            beans.select(Database.class, NamedLiteral.of("ledger")).get(),
            new PaperTerms(
                shipped.openingCash(),
                shipped.commissionBps(),
                shipped.slippageBps(),
                VOLUME_SHARE_BPS),
            new BarPrices(
                beans.select(BarStore.class).get(), beans.select(TradingCalendar.class).get()),
            BrokerFaults.NONE,
            Pause.SLEEP),
        CrashingService.crash());
  }

  private static RuleSetServices trees() {
    CDI<Object> beans = CDI.current();
    return RuleSetServices.of(
        beans.select(Database.class, NamedLiteral.of("journal")).get(),
        beans.select(Settings.class).get().rules(),
        beans.select(ReleasePages.class).get(),
        Long.toString(ProcessHandle.current().pid()),
        beans.select(Clock.class).get(),
        ruleSet -> new TreePolicyEngine(ruleSet, EngineSettings.untimed()));
  }

  /** Makes something else in the place of what ships; it is disposed of as that would be. */
  private static <T> void replace(ProcessProducer<?, T> event, Supplier<T> instead) {
    Producer<T> shipped = event.getProducer();
    event.setProducer(
        new Producer<T>() {
          @Override
          public T produce(CreationalContext<T> context) {
            return instead.get();
          }

          @Override
          public void dispose(T instance) {
            shipped.dispose(instance);
          }

          @Override
          public Set<InjectionPoint> getInjectionPoints() {
            return shipped.getInjectionPoints();
          }
        });
  }
}
