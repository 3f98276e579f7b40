// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.messages;

import dev.mynah.spi.error.DatastoreException;
import java.util.Optional;

/**
 * What an ErrorResponse or a NoticeResponse says.
 *
 * @param severity PostgreSQL's word: ERROR, FATAL, WARNING, NOTICE, INFO
 * @param position the character of the statement that is meant, from 1; 0 when there is none
 */
public record ErrorFields(
    String severity,
    String sqlState,
    String message,
    Optional<String> detail,
    Optional<String> hint,
    int position) {

  /**
   * By this routine, and not by their code, drivers know the errors after which they may prepare a
   * statement again.
   */
  private static final String STALE_PLAN_ROUTINE = "RevalidateCachedQuery";

  /** Says what an exception says; FATAL when the connection ends with it. */
  public static ErrorFields of(String severity, DatastoreException error) {
    return new ErrorFields(
        severity,
        error.code().sqlState(),
        error.message(),
        error.detail(),
        error.hint(),
        error.position());
  }

  void write(WireBuffer content) {
    field(content, 'S', severity);
    field(content, 'V', severity);
    field(content, 'C', sqlState);
    field(content, 'M', message);
    detail.ifPresent(text -> field(content, 'D', text));
    hint.ifPresent(text -> field(content, 'H', text));
    if (position > 0) {
      field(content, 'P', Integer.toString(position));
    }
    if (message.equals(DatastoreException.STALE_PLAN)) {
      field(content, 'R', STALE_PLAN_ROUTINE);
    }
    content.int8(0);
  }

  private static void field(WireBuffer content, char field, String text) {
    content.int8(field);
    content.zeroTerminated(text);
  }
}
