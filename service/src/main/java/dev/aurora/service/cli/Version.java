package dev.aurora.service.cli;

import picocli.CommandLine;

/** What {@code aurora --version} says. */
final class Version implements CommandLine.IVersionProvider {

  @Override
  public String[] getVersion() {
    String built = Aurora.class.getPackage().getImplementationVersion();
    return new String[] {
      "aurora " + (built == null ? "(not packaged)" : built),
      "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
    };
  }
}
