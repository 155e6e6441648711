package dev.aurora.service.api;

import dev.aurora.service.person.PersonRow;
import java.util.List;

/** Every person, by name, without anything of their tokens. */
public record PersonList(List<PersonRow> persons) {

  public PersonList {
    persons = List.copyOf(persons);
  }
}
