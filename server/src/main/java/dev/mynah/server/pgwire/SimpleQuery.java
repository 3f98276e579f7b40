// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.core.session.Session;
import dev.mynah.core.session.StatementResult;
import dev.mynah.server.activity.StatementWatch;
import dev.mynah.server.pgwire.messages.MessageWriter;
import dev.mynah.server.pgwire.messages.ServerMessages;
import java.io.IOException;
import java.util.List;

/** Runs the statements of a Query message and sends their results in text format. */
final class SimpleQuery {
  private final Session session;
  private final ReportedSettings settings;
  private final MessageWriter writer;
  private final ServerMessages messages;
  private final CopyDialogue copy;
  private final StatementWatch watch;

  SimpleQuery(
      Session session,
      ReportedSettings settings,
      MessageWriter writer,
      CopyDialogue copy,
      StatementWatch watch) {
    this.session = session;
    this.settings = settings;
    this.writer = writer;
    this.messages = new ServerMessages(writer);
    this.copy = copy;
    this.watch = watch;
  }

  void run(String text) throws IOException {
    watch.begins(text);
    try (Session.Script script = session.script(text)) {
      StatementResult result = script.next();
      while (result != null) {
        send(result);
        watch.ends();
        result = script.next();
      }
    }
  }

  private void send(StatementResult result) throws IOException {
    try (result) {
      switch (result) {
        case StatementResult.Empty empty -> messages.emptyQueryResponse();
        case StatementResult.Done done -> messages.commandComplete(done.tag());
        case StatementResult.Rows rows -> {
          RowDescription.send(rows.columns(), List.of(), writer);
          new RowSender(rows, List.of(), settings.textFormat(), writer).sendAll();
          messages.commandComplete(rows.tag());
        }
        case StatementResult.CopyOut copyOut ->
            messages.commandComplete(
                new CopyOutSender(copyOut, settings.textFormat(), writer).sendAll());
        case StatementResult.CopyIn copyIn -> messages.commandComplete(copy.receive(copyIn));
      }
    }
  }
}
