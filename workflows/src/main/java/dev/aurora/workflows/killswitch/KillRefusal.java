package dev.aurora.workflows.killswitch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * An update that was refused.
 *
 * @param update {@code confirm} or {@code release}
 * @param commandId that it named; may be empty
 * @param at time of the workflow
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KillRefusal(String update, String commandId, String why, Instant at) {}
