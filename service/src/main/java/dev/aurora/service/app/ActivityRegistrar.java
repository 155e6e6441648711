package dev.aurora.service.app;

import io.temporal.activity.ActivityInterface;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds every CDI bean that implements a Temporal activity interface. With none registered a worker
 * would poll and every run would hang, so the deployment fails instead.
 */
public class ActivityRegistrar implements Extension {

  private final List<Bean<?>> activityBeans = new ArrayList<>();

  void collect(@Observes ProcessBean<?> event) {
    if (!activityInterfaces(event.getBean().getBeanClass()).isEmpty()) {
      activityBeans.add(event.getBean());
    }
  }

  void requireSome(@Observes AfterDeploymentValidation event) {
    if (activityBeans.isEmpty()) {
      event.addDeploymentProblem(
          new IllegalStateException(
              "No activity bean is registered: every workflow would hang. An activity bean is"
                  + " @ApplicationScoped and implements an interface with @ActivityInterface."));
    }
  }

  /**
   * One activity implementation per bean, as Temporal wants it: the instance behind the client
   * proxy, because Temporal inspects its class.
   */
  List<Object> instances(BeanManager beans) {
    return activityBeans.stream().map(bean -> instance(beans, bean)).toList();
  }

  private static <T> Object instance(BeanManager beans, Bean<T> bean) {
    return beans.getContext(bean.getScope()).get(bean, beans.createCreationalContext(bean));
  }

  private static Set<Class<?>> activityInterfaces(Class<?> type) {
    Set<Class<?>> found = new LinkedHashSet<>();
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      Arrays.stream(at.getInterfaces())
          .filter(candidate -> candidate.isAnnotationPresent(ActivityInterface.class))
          .forEach(found::add);
    }
    return found;
  }
}
