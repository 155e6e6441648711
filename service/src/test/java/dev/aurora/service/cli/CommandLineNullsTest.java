package dev.aurora.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.app.ServiceArguments;
import java.io.PrintStream;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.MethodParam;

/** picocli fills options where NullAway cannot look: what it may leave out must say so. */
class CommandLineNullsTest {

  @Test
  void callsEveryOptionNullableThatMayBeLeftOut() {
    List<String> unsaid =
        Stream.concat(
                Stream.of(new ServiceArguments()),
                Commands.ALL.stream().map(entry -> entry.create().apply(invocation())))
            .map(command -> new CommandLine(command, new CommandFactory(invocation())))
            .map(CommandLine::getCommandSpec)
            .flatMap(CommandLineNullsTest::withSubcommands)
            .flatMap(command -> command.args().stream())
            .filter(arg -> mayBeLeftOut(arg) && !type(arg).isAnnotationPresent(Nullable.class))
            .map(arg -> arg.command().qualifiedName() + " " + arg.userObject())
            .toList();

    assertThat(unsaid).isEmpty();
  }

  private static Stream<CommandSpec> withSubcommands(CommandSpec command) {
    return Stream.concat(
        Stream.of(command),
        command.subcommands().values().stream()
            .map(CommandLine::getCommandSpec)
            .flatMap(CommandLineNullsTest::withSubcommands));
  }

  private static boolean mayBeLeftOut(ArgSpec arg) {
    return !arg.type().isPrimitive()
        && !arg.required()
        && arg.defaultValue() == null
        && arg.initialValue() == null
        && arg.userObject() != null;
  }

  private static AnnotatedType type(ArgSpec arg) {
    return switch (arg.userObject()) {
      case Field field -> field.getAnnotatedType();
      case Method setter -> setter.getAnnotatedParameterTypes()[0];
      case MethodParam param ->
          Arrays.stream(param.getDeclaringExecutable().getParameters())
              .filter(each -> each.getName().equals(param.getName()))
              .map(Parameter::getAnnotatedType)
              .findFirst()
              .orElseThrow();
      default -> throw new IllegalStateException("neither field nor method: " + arg.userObject());
    };
  }

  private static Invocation invocation() {
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    Path here = Path.of("").toAbsolutePath();
    return new Invocation(Map.of(), here, here, Clock.systemUTC(), nowhere, nowhere, false);
  }
}
