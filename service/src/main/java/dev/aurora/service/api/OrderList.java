package dev.aurora.service.api;

import java.util.List;

/**
 * Orders of all accounts of an installation, the newest checked last.
 *
 * @param matching how many there are; more than are listed when the list was cut
 */
public record OrderList(int matching, List<OrderView> orders) {

  public OrderList {
    orders = List.copyOf(orders);
  }
}
