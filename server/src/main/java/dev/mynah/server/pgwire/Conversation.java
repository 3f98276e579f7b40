// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.core.session.Notification;
import dev.mynah.core.session.Session;
import dev.mynah.core.session.TransactionState;
import dev.mynah.server.activity.StatementWatch;
import dev.mynah.server.pgwire.messages.ClientMessage;
import dev.mynah.server.pgwire.messages.ClientMessage.Bind;
import dev.mynah.server.pgwire.messages.ClientMessage.Close;
import dev.mynah.server.pgwire.messages.ClientMessage.CopyData;
import dev.mynah.server.pgwire.messages.ClientMessage.CopyDone;
import dev.mynah.server.pgwire.messages.ClientMessage.CopyFail;
import dev.mynah.server.pgwire.messages.ClientMessage.Describe;
import dev.mynah.server.pgwire.messages.ClientMessage.Execute;
import dev.mynah.server.pgwire.messages.ClientMessage.Flush;
import dev.mynah.server.pgwire.messages.ClientMessage.FunctionCall;
import dev.mynah.server.pgwire.messages.ClientMessage.Parse;
import dev.mynah.server.pgwire.messages.ClientMessage.Password;
import dev.mynah.server.pgwire.messages.ClientMessage.Query;
import dev.mynah.server.pgwire.messages.ClientMessage.Sync;
import dev.mynah.server.pgwire.messages.ClientMessage.Terminate;
import dev.mynah.server.pgwire.messages.ErrorFields;
import dev.mynah.server.pgwire.messages.Frame;
import dev.mynah.server.pgwire.messages.MessageDecoder;
import dev.mynah.server.pgwire.messages.MessageReader;
import dev.mynah.server.pgwire.messages.MessageWriter;
import dev.mynah.server.pgwire.messages.RefusedMessageException;
import dev.mynah.server.pgwire.messages.ServerMessages;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * What a client and its session say to each other: each message is answered, errors keep the
 * connection, and after one in a series of extended messages the rest of the series is passed over.
 */
final class Conversation {
  private static final Logger LOG = System.getLogger("dev.mynah.server");

  /** A statement may run this long before anybody asks whether its client is still there. */
  private static final Duration UNWATCHED = Duration.ofSeconds(1);

  /** The messages whose error is followed by passing over all until Sync. */
  private static final String EXTENDED_TYPES = "PBDECH";

  /** The messages that need not be answered before the next one is read. */
  private static final String RUN_TYPES = "BDE";

  private final Session session;
  private final ReportedSettings settings;
  private final MessageReader reader;
  private final MessageWriter writer;
  private final ServerMessages messages;
  private final PgServerOptions options;
  private final StatementWatch watch;
  private final SimpleQuery simpleQuery;
  private final ExtendedQuery extendedQuery;
  private boolean passingOver;
  private volatile boolean busy;

  /** Held to say what nobody asked for, and while an answer begins or ends. */
  private final ReentrantLock resting = new ReentrantLock();

  /** Nothing is unanswered: the last that was said is that the session is ready. */
  private volatile boolean atRest;

  private volatile long busySinceNanos;

  Conversation(
      Session session,
      ReportedSettings settings,
      MessageReader reader,
      MessageWriter writer,
      PgServerOptions options,
      StatementWatch watch) {
    this.session = session;
    this.settings = settings;
    this.reader = reader;
    this.writer = writer;
    this.messages = new ServerMessages(writer);
    this.options = options;
    this.watch = watch;
    CopyDialogue copy = new CopyDialogue(reader, messages, options.maxMessageBytes());
    this.simpleQuery = new SimpleQuery(session, settings, writer, copy, watch);
    this.extendedQuery = new ExtendedQuery(session, settings, writer, copy, watch);
  }

  /**
   * Talks until the client leaves, the connection is lost or the server is to end; then what is
   * under way is finished first.
   */
  void run(BooleanSupplier terminating) throws IOException {
    try (extendedQuery) {
      ready();
      while (!(atRest && terminating.getAsBoolean())) {
        Optional<Frame> frame;
        try {
          frame = reader.next(options.maxMessageBytes(), options.maxStatementBytes());
        } catch (RefusedMessageException e) {
          watch.begins("");
          failAfterRun(e.type(), e.error());
          continue;
        }
        if (frame.isEmpty() || frame.get().type() == 'X') {
          return;
        }
        leaveRest();
        busySinceNanos = System.nanoTime();
        busy = true;
        answer(frame.get());
        busy = false;
      }
    }
  }

  /** Tells whether the session waits for the client's next statement; from any thread. */
  boolean isAtRest() {
    return atRest;
  }

  /** Tells whether one message has kept the session busy for some time; from any thread. */
  boolean hasRunLongEnoughToCheck() {
    return busy && System.nanoTime() - busySinceNanos > UNWATCHED.toNanos();
  }

  private void answer(Frame frame) throws IOException {
    if (passingOver && frame.type() != 'S') {
      return;
    }
    if (RUN_TYPES.indexOf(frame.type()) < 0 && !finishRun() && frame.type() != 'S') {
      return;
    }
    try {
      dispatch(MessageDecoder.decode(frame));
    } catch (IOException e) {
      throw e;
    } catch (RefusedMessageException e) {
      failAfterRun(frame.type(), e.error());
    } catch (Exception | Error e) {
      failAfterRun(frame.type(), e);
    }
  }

  private void dispatch(ClientMessage message) throws IOException {
    switch (message) {
      case Query query -> {
        extendedQuery.forgetUnnamed();
        simpleQuery.run(query.text());
        extendedQuery.endOfQuery();
        ready();
      }
      case Parse parse -> extendedQuery.parse(parse);
      case Bind bind -> extendedQuery.bind(bind);
      case Describe describe -> extendedQuery.describe(describe);
      case Execute execute -> extendedQuery.execute(execute);
      case Close close -> extendedQuery.close(close);
      case Flush flush -> writer.flush();
      case Sync sync -> {
        passingOver = false;
        extendedQuery.sync();
        ready();
      }
      case FunctionCall call ->
          throw new DatastoreException(
                  ErrorCode.FEATURE_NOT_SUPPORTED, "function call messages are not supported")
              .withHint("Call the function with SELECT.");
      case CopyData ignored -> {}
      case CopyDone ignored -> {}
      // A COPY that failed here already: what the client still sends of it is dropped.
      case CopyFail ignored -> {}
      case Password password ->
          throw new DatastoreException(
              ErrorCode.PROTOCOL_VIOLATION, "password message outside of authentication");
      case Terminate terminate -> {}
    }
  }

  /** What was put off comes before a failure, and may fail itself. */
  private void failAfterRun(char type, Throwable failure) throws IOException {
    if (finishRun()) {
      fail(type, failure);
    }
  }

  /** Runs what was put off; after an error, which is one of Execute, the series is passed over. */
  private boolean finishRun() throws IOException {
    try {
      extendedQuery.finish();
      return true;
    } catch (IOException e) {
      throw e;
    } catch (Exception | Error e) {
      fail('E', e);
      return false;
    }
  }

  private void fail(char type, Throwable failure) throws IOException {
    DatastoreException error = Failures.translate(failure);
    failTransaction();
    watch.fails(error);
    messages.error(ErrorFields.of("ERROR", error));
    if (EXTENDED_TYPES.indexOf(type) >= 0) {
      passingOver = true;
    } else {
      if (type == 'S') {
        passingOver = false;
      }
      ready();
    }
  }

  /** The client hears of the first failure; a second one on the way out is only logged. */
  private void failTransaction() {
    try {
      session.fail();
    } catch (RuntimeException e) {
      Failures.log(e);
    }
  }

  private void ready() throws IOException {
    settings.tellChanges();
    TransactionState state = session.transactionState();
    resting.lock();
    try {
      tellNotifications(state);
      messages.readyForQuery(
          switch (state) {
            case IDLE -> 'I';
            case IN_BLOCK -> 'T';
            case FAILED -> 'E';
          });
      atRest = true;
    } finally {
      resting.unlock();
    }
  }

  private void leaveRest() {
    resting.lock();
    try {
      atRest = false;
    } finally {
      resting.unlock();
    }
  }

  /** Tells what other sessions have said; not inside of a transaction block. */
  private void tellNotifications(TransactionState state) throws IOException {
    if (state == TransactionState.IDLE) {
      for (Notification notification : session.takeNotifications()) {
        messages.notification(notification);
      }
    }
  }

  /**
   * Tells a client that waits for nothing what other sessions have said; one that waits for an
   * answer hears it with that. From any thread; returns when the client has taken it.
   */
  void tellAtRest() {
    resting.lock();
    try {
      if (atRest) {
        tellNotifications(session.transactionState());
        writer.flush();
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a notification found no listener", e);
    } finally {
      resting.unlock();
    }
  }
}
