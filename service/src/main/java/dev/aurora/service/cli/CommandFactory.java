package dev.aurora.service.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;

/**
 * Makes the objects that picocli finds by annotation, such as a command's own subcommands: with the
 * {@link Invocation} where their constructor takes one.
 */
final class CommandFactory implements CommandLine.IFactory {

  private final Invocation invocation;
  private final CommandLine.IFactory others = CommandLine.defaultFactory();

  CommandFactory(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 1
          && constructor.getParameterTypes()[0] == Invocation.class) {
        constructor.setAccessible(true);
        return type.cast(constructor.newInstance(invocation));
      }
    }
    return others.create(type);
  }
}
