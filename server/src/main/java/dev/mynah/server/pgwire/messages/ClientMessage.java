// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire.messages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client says once its connection is open. */
public sealed interface ClientMessage {
  /** Run the statements of a text. */
  record Query(String text) implements ClientMessage {}

  /**
   * Prepare a statement.
   *
   * @param parameterOids one for each of the first parameters; 0 leaves the type open
   */
  record Parse(String name, String text, List<Integer> parameterOids) implements ClientMessage {
    public Parse {
      parameterOids = List.copyOf(parameterOids);
    }
  }

  /**
   * Make a portal from a statement and parameters.
   *
   * @param formats none, one for all, or one a parameter
   * @param values null for NULL
   * @param resultFormats none, one for all, or one a column
   */
  record Bind(
      String portal,
      String statement,
      List<ValueFormat> formats,
      List<byte @Nullable []> values,
      List<ValueFormat> resultFormats)
      implements ClientMessage {}

  /** Tell the parameters and columns of a statement or portal. */
  record Describe(Target target, String name) implements ClientMessage {}

  /**
   * Run a portal.
   *
   * @param maxRows 0 or less for all
   */
  record Execute(String portal, int maxRows) implements ClientMessage {}

  /** Forget a statement or portal. */
  record Close(Target target, String name) implements ClientMessage {}

  /** Send what there is. */
  record Flush() implements ClientMessage {}

  /** End a series of extended messages. */
  record Sync() implements ClientMessage {}

  /** Call a function by its number, which nobody does any more. */
  record FunctionCall() implements ClientMessage {}

  /** A piece of the data of COPY. */
  record CopyData(byte[] data) implements ClientMessage {}

  /** The data of COPY is complete. */
  record CopyDone() implements ClientMessage {}

  /** The client gives COPY up. */
  record CopyFail(String reason) implements ClientMessage {}

  /** A password or a part of an authentication, which has its place before the first statement. */
  record Password(byte[] data) implements ClientMessage {}

  /** The client leaves. */
  record Terminate() implements ClientMessage {}

  /** What Describe and Close are about. */
  enum Target {
    STATEMENT,
    PORTAL
  }
}
