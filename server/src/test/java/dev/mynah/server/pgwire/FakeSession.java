// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.core.session.ClientStatements;
import dev.mynah.core.session.NoticeListener;
import dev.mynah.core.session.Notification;
import dev.mynah.core.session.NotificationReceiver;
import dev.mynah.core.session.PreparedStatement;
import dev.mynah.core.session.Session;
import dev.mynah.core.session.StatementResult;
import dev.mynah.core.session.TransactionState;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A session that knows blocks, SET and what its datastore was taught. */
final class FakeSession implements Session {
  private static final Pattern SET = Pattern.compile("(?i)SET (\\w+) (?:TO|=) '?([^']*)'?");

  final FakeDatastore datastore;
  final ClientIdentity identity;
  final NoticeListener notices;
  final Semaphore cancelled = new Semaphore(0);
  private final Map<String, String> settings = new LinkedHashMap<>();
  private TransactionState state = TransactionState.IDLE;

  FakeSession(FakeDatastore datastore, ClientIdentity identity, NoticeListener notices) {
    this.datastore = datastore;
    this.identity = identity;
    this.notices = notices;
    settings.put("TimeZone", "UTC");
    settings.put("application_name", identity.application());
  }

  @Override
  public long id() {
    return 1;
  }

  @Override
  public TransactionState transactionState() {
    return state;
  }

  @Override
  public void share(ClientStatements statementsOfProtocol) {}

  @Override
  public void receiveNotifications(NotificationReceiver receiver) {}

  @Override
  public List<Notification> takeNotifications() {
    return List.of();
  }

  @Override
  public Script script(String text) {
    Iterator<String> parts =
        Arrays.stream(text.split(";", -1)).map(String::strip).filter(s -> !s.isEmpty()).iterator();
    return new Script() {
      private boolean begun;

      @Override
      public @Nullable StatementResult next() {
        boolean empty = !begun && !parts.hasNext();
        begun = true;
        if (empty) {
          return new StatementResult.Empty();
        }
        return parts.hasNext() ? run(parts.next(), List.of()) : null;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public PreparedStatement prepare(String text, List<DataType> parameterTypes) {
    boolean builtIn = text.isBlank() || isBlockWord(text) || SET.matcher(text).matches();
    checkBlock(text);
    Optional<FakeDatastore.Known> known =
        builtIn ? Optional.empty() : Optional.of(datastore.find(text));
    return new PreparedStatement() {
      @Override
      public List<DataType> parameterTypes() {
        return known.map(FakeDatastore.Known::parameterTypes).orElse(List.of());
      }

      @Override
      public Optional<List<Column>> columns() {
        return known.flatMap(FakeDatastore.Known::columns);
      }

      @Override
      public StatementResult run(List<? extends @Nullable Object> parameters) {
        return FakeSession.this.run(text, parameters);
      }

      @Override
      public void close() {
        datastore.events.add("closed " + text);
      }
    };
  }

  private void checkBlock(String text) {
    if (state == TransactionState.FAILED && !isBlockWord(text)) {
      throw new DatastoreException(
          ErrorCode.IN_FAILED_SQL_TRANSACTION,
          "current transaction is aborted, commands ignored until end of transaction block");
    }
  }

  private static boolean isBlockWord(String text) {
    return text.equals("BEGIN") || text.equals("COMMIT") || text.equals("ROLLBACK");
  }

  private StatementResult run(String text, List<? extends @Nullable Object> parameters) {
    checkBlock(text);
    if (text.isBlank()) {
      return new StatementResult.Empty();
    }
    if (isBlockWord(text)) {
      state = text.equals("BEGIN") ? TransactionState.IN_BLOCK : TransactionState.IDLE;
      return new StatementResult.Done(text);
    }
    Matcher set = SET.matcher(text);
    if (set.matches()) {
      if (set.group(1).equals("nonesuch")) {
        throw new DatastoreException(
            ErrorCode.UNDEFINED_OBJECT, "unrecognized configuration parameter \"nonesuch\"");
      }
      settings.put(set.group(1), set.group(2));
      return new StatementResult.Done("SET");
    }
    try {
      return datastore.find(text).action().run(this, parameters);
    } catch (RuntimeException e) {
      fail();
      throw e;
    }
  }

  @Override
  public void sync() {
    datastore.events.add("sync");
  }

  @Override
  public void cancel() {
    datastore.events.add("cancel");
    cancelled.release();
  }

  @Override
  public void abandon() {
    datastore.events.add("abandon");
    cancelled.release();
  }

  @Override
  public void fail() {
    if (state == TransactionState.IN_BLOCK) {
      state = TransactionState.FAILED;
    }
  }

  @Override
  public Map<String, String> reportedSettings() {
    return Map.copyOf(settings);
  }

  @Override
  public void close() {
    datastore.events.add("session closed");
  }
}
