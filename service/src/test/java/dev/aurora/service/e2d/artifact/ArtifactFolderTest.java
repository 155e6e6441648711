package dev.aurora.service.e2d.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactFolderTest {

  @TempDir Path root;

  @Test
  void writesAWholeFileAndAnswersItsDigest() throws IOException {
    ArtifactFolder folder = new ArtifactFolder(root.resolve("run"));

    String digest = folder.write("a.json", "abc".getBytes(StandardCharsets.UTF_8));

    assertThat(folder.file("a.json")).hasContent("abc");
    assertThat(digest)
        .isEqualTo("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(folder.digest("a.json")).contains(digest);
    assertThat(folder.digest("b.json")).isEmpty();
  }

  @Test
  void keepsTheOldFileWhenWritingFailsAndLeavesNothingBesideAfterTheNext() throws IOException {
    ArtifactFolder folder = new ArtifactFolder(root);
    folder.write("a.json", new byte[] {1});

    assertThatThrownBy(
            () ->
                folder.write(
                    "a.json",
                    file -> {
                      Files.write(file, new byte[] {2});
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");
    assertThat(folder.file("a.json")).hasBinaryContent(new byte[] {1});

    folder.write("a.json", new byte[] {3});
    try (Stream<Path> files = Files.list(root)) {
      assertThat(files).containsExactly(folder.file("a.json"));
    }
  }

  @Test
  void tellsPartsApartThatLookAlikeWhenJoined() {
    assertThat(new Digests().add("ab").add("c").finish())
        .isNotEqualTo(new Digests().add("a").add("bc").finish());
  }
}
