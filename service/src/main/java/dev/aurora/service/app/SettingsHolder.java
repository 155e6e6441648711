package dev.aurora.service.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Hands the settings of the process to the container, which is started after they are read. */
@ApplicationScoped
public class SettingsHolder {

  private static volatile @Nullable Settings settings;

  /** Called once, before the container starts. */
  static void set(Settings value) {
    settings = value;
  }

  @Produces
  @Singleton
  Settings settings() {
    return Objects.requireNonNull(settings, "the settings are read before the container starts");
  }
}
