package dev.aurora.service.e2d;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One writer at a time below an artifacts root, within this process and across processes. The
 * operating system lets go of it when a process dies.
 */
final class RunLock implements AutoCloseable {

  /** File locks are held per process: threads of one process need a lock of their own. */
  private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

  private final ReentrantLock lock;
  private final FileChannel channel;

  private RunLock(ReentrantLock lock, FileChannel channel) {
    this.lock = lock;
    this.channel = channel;
  }

  /** Waits for the lock of a root; makes the folder when there is none. */
  static RunLock acquire(Path root) throws IOException {
    Files.createDirectories(root);
    ReentrantLock lock = IN_PROCESS.computeIfAbsent(root.toRealPath(), path -> new ReentrantLock());
    lock.lock();
    try {
      FileChannel channel =
          FileChannel.open(
              root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        channel.lock();
        return new RunLock(lock, channel);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      lock.unlock();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close(); // lets go of the file lock
    } finally {
      lock.unlock();
    }
  }
}
