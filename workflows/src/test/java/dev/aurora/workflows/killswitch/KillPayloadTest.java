package dev.aurora.workflows.killswitch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.RawValue;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KillPayloadTest {

  @Test
  void readsEveryFieldThatIsGiven() {
    KillCommand command =
        KillPayload.read(
            raw(
                "{\"commandId\":\"k-1\",\"scope\":\"account:PAPER-1\",\"level\":\"BLOCK_AND_CANCEL\",\"by\":\"olga\",\"reason\":\"odd"
                    + " fills\"}"),
            "fallback");

    assertThat(command)
        .isEqualTo(
            new KillCommand(
                "k-1",
                "account:PAPER-1",
                KillLevel.BLOCK_AND_CANCEL,
                "olga",
                "odd fills",
                "temporal-signal"));
  }

  @Test
  void anAbsentPayloadStopsTheFirm() {
    assertThat(KillPayload.read(null, "f"))
        .extracting(KillCommand::scope, KillCommand::level, KillCommand::commandId)
        .containsExactly("firm", KillLevel.BLOCK, "f");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{", "\"stop\"", "[1]", "\u0000\u0001", "{}"})
  void whatCannotBeReadStopsTheFirm(String payload) {
    assertThat(KillPayload.read(raw(payload), "f"))
        .extracting(KillCommand::scope, KillCommand::level)
        .containsExactly("firm", KillLevel.BLOCK);
  }

  @Test
  void anUnknownScopeStopsTheFirmAndSaysSo() {
    KillCommand command = KillPayload.read(raw("{\"scope\":\"acount:PAPER-1\"}"), "f");

    assertThat(command.scope()).isEqualTo("firm");
    assertThat(command.reason()).contains("unknown scope 'acount:PAPER-1'");
  }

  @Test
  void anUnknownLevelBlocksAndSaysSo() {
    KillCommand command = KillPayload.read(raw("{\"level\":\"PAUSE\"}"), "f");

    assertThat(command.level()).isEqualTo(KillLevel.BLOCK);
    assertThat(command.reason()).contains("unknown level 'PAUSE'");
  }

  private static RawValue raw(String text) {
    return new RawValue(
        Payload.newBuilder().setData(ByteString.copyFrom(text, StandardCharsets.UTF_8)).build());
  }
}
