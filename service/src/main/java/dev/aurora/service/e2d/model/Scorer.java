package dev.aurora.service.e2d.model;

/** Scores rows of features. */
public interface Scorer extends AutoCloseable {

  /**
   * Scores one row of features in the order of the columns.
   *
   * @return predicted return, a fraction; always finite
   * @throws ModelException when there are not as many values as columns, when one is not finite, or
   *     when the answer is not finite
   */
  float predict(float... row);

  @Override
  void close();
}
