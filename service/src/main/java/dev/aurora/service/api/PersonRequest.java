package dev.aurora.service.api;

import dev.aurora.service.person.Role;
import java.util.List;

/** Adds a person in these roles. */
public record PersonRequest(String name, List<Role> roles) {}
