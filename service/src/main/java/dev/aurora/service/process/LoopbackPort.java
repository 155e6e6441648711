package dev.aurora.service.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;

/**
 * TCP ports on the loopback address. A port that is free now can be taken a moment later: whoever
 * binds it must be ready to fail and to be asked again.
 */
public final class LoopbackPort {

  private static final int ATTEMPTS_MAX = 100;
  private static final int CONNECT_MILLIS = 500;

  private LoopbackPort() {}

  /** Whether nothing listens on {@code port} and it could be bound. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Whether something accepts connections on {@code port}. Unlike {@link #isFree} it never binds
   * the port, so it can't get in the way of a program that is about to.
   */
  public static boolean isListening(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** A free port that is not one of {@code taken}. */
  public static int anyFree(Set<Integer> taken) {
    try {
      for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
          if (!taken.contains(socket.getLocalPort())) {
            return socket.getLocalPort();
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no loopback port can be bound", e);
    }
    throw new IllegalStateException("no free loopback port outside " + taken);
  }

  /** {@code wish} when it is free and not taken, else any free port. */
  public static int preferring(int wish, Set<Integer> taken) {
    return !taken.contains(wish) && isFree(wish) ? wish : anyFree(taken);
  }
}
