package dev.aurora.service.api;

import dev.aurora.service.person.Caller;
import dev.aurora.service.person.Person;
import dev.aurora.service.person.Role;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Set;

/** Who calls, and whether they may: the one place where resources ask. */
final class Callers {

  /** Roles that give orders, and ask for runs. */
  static final Set<Role> TRADING = Set.of(Role.TRADER, Role.OPERATOR, Role.RISK);

  /** Roles that say what became of orders and differences. */
  static final Set<Role> OPERATING = Set.of(Role.OPERATOR, Role.RISK);

  private Callers() {}

  /** What the filter puts into a request. */
  static SecurityContext context(Caller caller) {
    return new SecurityContext() {
      @Override
      public Principal getUserPrincipal() {
        return caller;
      }

      @Override
      public boolean isUserInRole(String role) {
        Person person = caller.person();
        return person != null && Role.parse(role).filter(person.roles()::contains).isPresent();
      }

      @Override
      public boolean isSecure() {
        return false;
      }

      @Override
      public String getAuthenticationScheme() {
        return "Bearer";
      }
    };
  }

  /** Whom the filter found. */
  static Caller of(SecurityContext security) {
    if (security.getUserPrincipal() instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("no call passes the filter without a caller");
  }

  /**
   * The person who calls.
   *
   * @throws WebApplicationException 403 when it is none, or one without any of these roles
   */
  static Person person(SecurityContext security, Set<Role> roles) {
    Person person = of(security).person();
    if (person == null) {
      throw forbidden(
          "person-needed",
          "This is done in the name of a person, and the service's own token names none.",
          "Say who you are: --as P, with a token of `aurora persons add`.");
    }
    return withRole(person, roles);
  }

  /**
   * Who calls: a program, or a person.
   *
   * @throws WebApplicationException 403 when it is a person without any of these roles
   */
  static Caller programOr(SecurityContext security, Set<Role> roles) {
    Caller caller = of(security);
    if (caller.person() != null) {
      withRole(caller.person(), roles);
    }
    return caller;
  }

  private static Person withRole(Person person, Set<Role> roles) {
    if (!person.holdsOneOf(roles)) {
      throw forbidden(
          "role-lacking",
          "%s is %s, and this takes one of: %s."
              .formatted(
                  person.name(), Role.words(person.roles(), " and "), Role.words(roles, ", ")),
          "Ask somebody of such a role; `aurora persons list` names them all.");
    }
    return person;
  }

  static WebApplicationException forbidden(String code, String detail, String remedy) {
    return new WebApplicationException(
        Problems.response(Response.Status.FORBIDDEN, code, detail, remedy));
  }
}
