package dev.aurora.service;

/**
 * What a CDI client proxy is made of: it extends the bean's class and hands every call to the one
 * real instance, so that the fields of its own are never read.
 */
public final class ClientProxy {

  private ClientProxy() {}

  /** Null, for the arguments of a bean's constructor that makes nothing but its client proxy. */
  // The one place where null stands for what may not be null: a field that nobody can read.
  @SuppressWarnings("NullAway")
  public static <T> T unread() {
    return null;
  }
}
