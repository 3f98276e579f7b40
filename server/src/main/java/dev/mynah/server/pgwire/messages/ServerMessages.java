// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.messages;

import dev.mynah.core.session.Notification;
import java.io.IOException;
import java.util.List;

/** What the server says, but for rows. */
public final class ServerMessages {
  /** The protocol that is spoken, 3.0, as its number. */
  private static final int PROTOCOL_VERSION = 3 << 16;

  private static final int SASL = 10;
  private static final int SASL_CONTINUE = 11;
  private static final int SASL_FINAL = 12;

  private final MessageWriter writer;

  public ServerMessages(MessageWriter writer) {
    this.writer = writer;
  }

  public void authenticationOk() throws IOException {
    writer.message('R', content -> content.int32(0));
  }

  /** Asks for an authentication with one of the mechanisms. */
  public void authenticationSasl(List<String> mechanisms) throws IOException {
    writer.message(
        'R',
        content -> {
          content.int32(SASL);
          mechanisms.forEach(content::zeroTerminated);
          content.int8(0);
        });
    writer.flush();
  }

  public void authenticationSaslContinue(String data) throws IOException {
    sasl(SASL_CONTINUE, data);
    writer.flush();
  }

  public void authenticationSaslFinal(String data) throws IOException {
    sasl(SASL_FINAL, data);
  }

  private void sasl(int step, String data) throws IOException {
    writer.message(
        'R',
        content -> {
          content.int32(step);
          content.text(data);
        });
  }

  /** Tells that only protocol 3.0 is spoken and which options are not known. */
  public void negotiateProtocolVersion(List<String> unknownOptions) throws IOException {
    writer.message(
        'v',
        content -> {
          content.int32(PROTOCOL_VERSION);
          content.int32(unknownOptions.size());
          unknownOptions.forEach(content::zeroTerminated);
        });
  }

  public void backendKeyData(int processId, int secretKey) throws IOException {
    writer.message(
        'K',
        content -> {
          content.int32(processId);
          content.int32(secretKey);
        });
  }

  public void parameterStatus(String name, String value) throws IOException {
    writer.message(
        'S',
        content -> {
          content.zeroTerminated(name);
          content.zeroTerminated(value);
        });
  }

  /**
   * Ends an answer and sends it.
   *
   * @param status I outside of a transaction block, T inside, E inside a failed one
   */
  public void readyForQuery(char status) throws IOException {
    writer.message('Z', content -> content.int8(status));
    writer.flush();
  }

  public void commandComplete(String tag) throws IOException {
    writer.message('C', content -> content.zeroTerminated(tag));
  }

  /** Asks for the data of COPY and sends. */
  public void copyInResponse(int columnCount, ValueFormat format) throws IOException {
    writer.message('G', content -> copyFormats(content, columnCount, format));
    writer.flush();
  }

  /** Announces the data of COPY. */
  public void copyOutResponse(int columnCount, ValueFormat format) throws IOException {
    writer.message('H', content -> copyFormats(content, columnCount, format));
  }

  private static void copyFormats(WireBuffer content, int columnCount, ValueFormat format) {
    content.int8(format.code());
    content.int16(columnCount);
    for (int column = 0; column < columnCount; column++) {
      content.int16(format.code());
    }
  }

  /** Ends the data of COPY. */
  public void copyDone() throws IOException {
    writer.message('c');
  }

  /** Tells an error and sends, so that it is known even if the client asks for nothing more. */
  public void error(ErrorFields fields) throws IOException {
    writer.message('E', fields::write);
    writer.flush();
  }

  /** Tells a notice and sends: progress is to be seen while it happens. */
  public void notice(ErrorFields fields) throws IOException {
    writer.message('N', fields::write);
    writer.flush();
  }

  /** Tells what another session said on a channel. */
  public void notification(Notification notification) throws IOException {
    writer.message(
        'A',
        content -> {
          content.int32(notification.processId());
          content.zeroTerminated(notification.channel());
          content.zeroTerminated(notification.payload());
        });
  }

  public void emptyQueryResponse() throws IOException {
    writer.message('I');
  }

  public void noData() throws IOException {
    writer.message('n');
  }

  public void parseComplete() throws IOException {
    writer.message('1');
  }

  public void bindComplete() throws IOException {
    writer.message('2');
  }

  public void closeComplete() throws IOException {
    writer.message('3');
  }

  public void portalSuspended() throws IOException {
    writer.message('s');
  }
}
