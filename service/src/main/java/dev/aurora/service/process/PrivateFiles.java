package dev.aurora.service.process;

import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Files and folders that only their owner may read: they hold tokens and trading state. */
public final class PrivateFiles {

  private static final String OWNER_ONLY_FILE = "rw-------";
  private static final String OWNER_ONLY_FOLDER = "rwx------";

  private PrivateFiles() {}

  /**
   * Creates {@code folder} and its parents. Folders made here are closed to other users; one that
   * is already there keeps its permissions.
   *
   * @throws DependencyError when it can't be created or written to
   */
  public static Path createFolder(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, ownerOnly(folder, OWNER_ONLY_FOLDER));
      }
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw notWritable(folder, e);
    }
    if (!Files.isWritable(folder)) {
      throw notWritable(folder, new AccessDeniedException(folder.toString()));
    }
    return folder;
  }

  /** Creates the folder that {@code file} lies in, as {@link #createFolder} does. */
  public static Path createFolderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return createFolder(Objects.requireNonNull(folder, "only the root lies in no folder"));
  }

  /**
   * Replaces {@code file} by {@code content} in one step: a reader sees the old text or the new
   * one, never half of it, and nobody but the owner sees either.
   *
   * @throws DependencyError when the folder can't be written to
   */
  public static void replace(Path file, String content) {
    Path folder = createFolderOf(file);
    try {
      Path fresh =
          Files.createTempFile(
              folder, "." + file.getFileName(), ".new", ownerOnly(folder, OWNER_ONLY_FILE));
      try {
        Files.writeString(fresh, content, StandardCharsets.UTF_8);
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw notWritable(file, e);
    }
  }

  /** Deletes {@code file} if it is there. */
  public static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path near, String mode) {
    return near.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  private static DependencyError notWritable(Path path, Exception cause) {
    return new DependencyError(
        new Problem(
            "folder-not-writable",
            "Aurora can't write to its data directory (" + cause.getClass().getSimpleName() + ").",
            path.toString(),
            "a folder that the user " + System.getProperty("user.name") + " may write to",
            "Make it writable, or set AURORA_HOME to a folder that is."),
        cause);
  }
}
