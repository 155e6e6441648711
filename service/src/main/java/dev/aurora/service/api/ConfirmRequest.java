package dev.aurora.service.api;

import java.util.List;

/**
 * A person states that the open orders of a kill were looked up at the broker; who, says the token.
 *
 * @param id of the kill, as {@code kill status} shows it
 * @param orders client order ids of the list that the person had in front of them
 * @param reason what the broker said
 */
public record ConfirmRequest(String id, List<String> orders, String reason) {}
