package dev.aurora.service.api;

import java.util.List;

/**
 * What a change of the build would and would not do, said before it is done.
 *
 * @param sentences for a person
 */
public record BuildPreview(List<String> sentences) {

  public BuildPreview {
    sentences = List.copyOf(sentences);
  }
}
