// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.tree.ChannelStatement.Listen;
import dev.mynah.sql.tree.ChannelStatement.Notify;
import dev.mynah.sql.tree.ChannelStatement.Unlisten;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelStatementTest {
  @Test
  void readsWhoListensAndWhatIsSaid() {
    assertThat(SqlParser.parse("LISTEN Orders;")).isEqualTo(new Listen("orders"));
    assertThat(SqlParser.parse("LISTEN \"Orders\"")).isEqualTo(new Listen("Orders"));
    assertThat(SqlParser.parse("UNLISTEN orders")).isEqualTo(new Unlisten(Optional.of("orders")));
    assertThat(SqlParser.parse("UNLISTEN *")).isEqualTo(new Unlisten(Optional.empty()));
    assertThat(SqlParser.parse("NOTIFY orders")).isEqualTo(new Notify("orders", ""));
    assertThat(SqlParser.parse("NOTIFY orders, 'it''s 7'"))
        .isEqualTo(new Notify("orders", "it's 7"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LISTEN",
        "LISTEN *",
        "LISTEN a, b",
        "UNLISTEN",
        "NOTIFY",
        "NOTIFY a,",
        "NOTIFY a, b",
        "NOTIFY a 'b'",
        "NOTIFY a, 'b', 'c'"
      })
  void refusesWhatNamesNoChannel(String text) {
    assertThatExceptionOfType(DatastoreException.class).isThrownBy(() -> SqlParser.parse(text));
  }
}
