package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.person.Caller;
import dev.aurora.service.person.Person;
import dev.aurora.service.person.Persons;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Persons and their tokens. */
@ApplicationScoped
@Path("/v1/persons")
@Produces(MediaType.APPLICATION_JSON)
public class PersonResource {

  private static final Logger LOG = LoggerFactory.getLogger(PersonResource.class);

  private final Persons persons;

  @Inject
  public PersonResource(Persons persons) {
    this.persons = persons;
  }

  /** For the client proxy. */
  protected PersonResource() {
    this(unread());
  }

  @GET
  public PersonList list() {
    return new PersonList(persons.all());
  }

  /** Adds a person, and answers the first token. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public TokenAnswer add(PersonRequest request, @Context SecurityContext security) {
    if (request.name() == null
        || !Person.isName(request.name())
        || request.roles() == null
        || request.roles().isEmpty()) {
      throw new WebApplicationException(
          Problems.response(
              Response.Status.BAD_REQUEST,
              "no-person",
              "A person has a name and at least one role.",
              "Name: small letters, digits, - and _; roles: TRADER, OPERATOR, RISK,"
                  + " SECOND_APPROVER."));
    }
    Person person = new Person(request.name(), Set.copyOf(request.roles()));
    Caller by = Callers.of(security);
    return token(persons.add(person, by), by);
  }

  /** Gives a new token; the old one ends. */
  @POST
  @Path("/{name}/token")
  @Consumes(MediaType.APPLICATION_JSON)
  public TokenAnswer newToken(@PathParam("name") String name, @Context SecurityContext security) {
    Caller by = Callers.of(security);
    return token(persons.newToken(name, by), by);
  }

  /** Ends a token. */
  @DELETE
  @Path("/{name}/token")
  public PersonList revoke(@PathParam("name") String name, @Context SecurityContext security) {
    Caller by = Callers.of(security);
    changed(persons.revoke(name, by), by);
    return list();
  }

  private static TokenAnswer token(Persons.Change change, Caller by) {
    Persons.Changed changed = changed(change, by);
    if (changed.token() == null) {
      throw new IllegalStateException("a token was asked for, and none was given: " + changed);
    }
    return new TokenAnswer(
        changed.person().name(),
        changed.person().roles().stream().sorted().toList(),
        changed.token());
  }

  private static Persons.Changed changed(Persons.Change change, Caller by) {
    return switch (change) {
      case Persons.Changed changed -> {
        LOG.warn("{}, by {}", changed, by.getName());
        yield changed;
      }
      case Persons.Refused refused ->
          throw new WebApplicationException(
              Problems.response(
                  refused.roleLacking() ? Response.Status.FORBIDDEN : Response.Status.CONFLICT,
                  refused.code(),
                  refused.detail(),
                  refused.remedy()));
    };
  }
}
