// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.messages;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.server.pgwire.messages.ClientMessage.Bind;
import dev.mynah.server.pgwire.messages.ClientMessage.Execute;
import dev.mynah.server.pgwire.messages.ClientMessage.Parse;
import dev.mynah.server.pgwire.messages.ClientMessage.Query;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageReaderTest {
  private static MessageReader reading(String bytes) {
    return new MessageReader(new ByteArrayInputStream(bytes.getBytes(ISO_8859_1)));
  }

  private static ClientMessage decode(char type, String body) {
    return MessageDecoder.decode(new Frame(type, body.getBytes(ISO_8859_1)));
  }

  @Test
  void cutsMessagesByTheirLength() throws IOException {
    MessageReader reader = reading("Q\0\0\0\6a\0S\0\0\0\4");
    assertThat(MessageDecoder.decode(reader.next(100).orElseThrow())).isEqualTo(new Query("a"));
    assertThat(reader.next(100).orElseThrow().type()).isEqualTo('S');
    assertThat(reader.next(100)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Q\0\0\0\3", "Q\0\0\0\0", "Q\u00ff\0\0\0", "Q\0\1\0\0", "z\0\0\0\4"})
  void givesUpWhereTheNextMessageCannotBeFound(String bytes) {
    assertThatThrownBy(() -> reading(bytes).next(100)).isInstanceOf(ProtocolException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Q", "Q\0\0", "Q\0\0\0\6", "Q\0\0\0\6a"})
  void seesThatTheClientLeftInsideAMessage(String bytes) {
    assertThatThrownBy(() -> reading(bytes).next(100)).isInstanceOf(EOFException.class);
  }

  @Test
  void takesNoMemoryOnTheWordOfALength() {
    // A gigabyte is promised and three bytes come: with -Xmx below that it must not matter.
    assertThatThrownBy(() -> reading("d?\u00ff\u00ff\u00ffabc").next(0x3fffffff))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void skipsAStatementThatIsTooLong() throws IOException {
    MessageReader reader = reading("Q\0\0\0\16" + "123456789\0S\0\0\0\4");
    assertThatThrownBy(() -> reader.next(100, 5))
        .isInstanceOfSatisfying(
            RefusedMessageException.class,
            e -> {
              assertThat(e.type()).isEqualTo('Q');
              assertThat(e.error().code()).isEqualTo(ErrorCode.PROGRAM_LIMIT_EXCEEDED);
            });
    assertThat(reader.next(100, 5).orElseThrow().type()).isEqualTo('S');
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1\r\n", "\26\3\1\2\0\1\0", "\0\0\0\7\0\0\0", "\0\0\47\21"})
  void refusesWhatIsNoStartupPacket(String bytes) {
    assertThatThrownBy(() -> reading(bytes).startupPacket()).isInstanceOf(ProtocolException.class);
  }

  @Test
  void understandsParse() {
    assertThat(decode('P', "s\0SELECT $1\0\0\2\0\0\0\27\0\0\0\0"))
        .isEqualTo(new Parse("s", "SELECT $1", List.of(23, 0)));
  }

  @Test
  void understandsBind() {
    Bind bind = (Bind) decode('B', "p\0s\0\0\1\0\1\0\2\0\0\0\2ab\u00ff\u00ff\u00ff\u00ff\0\1\0\0");
    assertThat(bind.portal()).isEqualTo("p");
    assertThat(bind.statement()).isEqualTo("s");
    assertThat(bind.formats()).containsExactly(ValueFormat.BINARY);
    assertThat(bind.values()).containsExactly(new byte[] {'a', 'b'}, null);
    assertThat(bind.resultFormats()).containsExactly(ValueFormat.TEXT);
  }

  @Test
  void understandsExecute() {
    assertThat(decode('E', "\0\0\0\1\0")).isEqualTo(new Execute("", 256));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Q",
        "Qabc",
        "Qa\0b",
        "P",
        "Ps\0t\0\0\1",
        "Ps\0t\0\u00ff\u00ff",
        "B\0\0\0\0\0\1",
        "B\0\0\0\0\0\1\0\0\0\5ab\0\0",
        "B\0\0\0\0\0\1\u00ff\u00ff\u00ff\u00fe\0\0",
        "Dx\0",
        "DS",
        "E\0",
        "E\0\0\0",
        "CX\0",
        "Sx"
      })
  void refusesContentThatIsNotAsTheProtocolHasIt(String message) {
    assertThatThrownBy(() -> decode(message.charAt(0), message.substring(1)))
        .isInstanceOfSatisfying(
            DatastoreException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.PROTOCOL_VIOLATION));
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    assertThatThrownBy(() -> decode('Q', "a\u00ff\0"))
        .isInstanceOfSatisfying(
            DatastoreException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CHARACTER_NOT_IN_REPERTOIRE);
              assertThat(e.message())
                  .isEqualTo("invalid byte sequence for encoding \"UTF8\": 0xff");
            });
  }
}
