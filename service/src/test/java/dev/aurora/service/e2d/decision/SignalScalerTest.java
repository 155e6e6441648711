package dev.aurora.service.e2d.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aurora.service.e2d.model.Prediction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SignalScalerTest {

  private static final Offset<Float> EXACT = within(1e-6f);

  @Test
  void dividesTheNewestByTheSampleStandardDeviationOfAll() {
    // Mean 5, squared deviations 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32 over 7.
    assertThat(scale(2, 4, 4, 4, 5, 5, 7, 9)).isCloseTo((float) (9 / Math.sqrt(32 / 7.0)), EXACT);
    assertThat(scale(9, 7, 5, 5, 4, 4, 4, 2)).isCloseTo((float) (2 / Math.sqrt(32 / 7.0)), EXACT);
  }

  @Test
  void keepsTheSign() {
    assertThat(scale(1, -1)).isCloseTo((float) (-1 / Math.sqrt(2)), EXACT);
  }

  @Test
  void doesNotDependOnTheSizeOfThePredictions() {
    assertThat(scale(0.001f, 0.003f, 0.002f)).isCloseTo(scale(1, 3, 2), EXACT);
  }

  @Test
  void isZeroWhenThePredictionsNeverMoved() {
    // Ten times 0.1 has a mean that is not 0.1 in binary: its rounding error is no volatility.
    assertThat(scale(0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f)).isZero();
    assertThat(scale(7)).isZero();
  }

  private static float scale(float... values) {
    List<Prediction> trailing = new ArrayList<>();
    for (float value : values) {
      trailing.add(new Prediction("X", Instant.EPOCH, value));
    }
    return SignalScaler.scale(trailing);
  }
}
