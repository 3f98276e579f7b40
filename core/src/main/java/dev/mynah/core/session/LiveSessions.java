// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.session;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.function.TableFunction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The sessions that are open, as rows for the view {@code ml.sessions}. Thread-safe. */
public final class LiveSessions implements TableFunction {
  private final Map<Long, Supplier<SessionView>> sessions = new ConcurrentSkipListMap<>();

  /** Enters a session; the supplier may be called from any thread. */
  public void opened(long id, Supplier<SessionView> view) {
    sessions.put(id, view);
  }

  public void closed(long id) {
    sessions.remove(id);
  }

  /** Counts the sessions of a user. */
  public long sessionsOf(String user) {
    return sessions.values().stream().filter(view -> view.get().user().equals(user)).count();
  }

  @Override
  public String name() {
    return "_mynah_live_sessions";
  }

  @Override
  public List<Column> columns() {
    return List.of(
        new Column("session_id", DataType.BIGINT),
        new Column("user_name", DataType.TEXT),
        new Column("application", DataType.TEXT),
        new Column("client_address", DataType.TEXT),
        new Column("state", DataType.TEXT),
        new Column("statement", DataType.TEXT),
        new Column("started_at", DataType.TIMESTAMPTZ),
        new Column("is_writer", DataType.BOOLEAN),
        new Column("waits_for", DataType.BIGINT));
  }

  @Override
  public List<List<@Nullable Object>> rows() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Supplier<SessionView> session : sessions.values()) {
      SessionView view = session.get();
      rows.add(
          Arrays.asList(
              view.id(),
              view.user(),
              view.application(),
              view.clientAddress(),
              view.state(),
              view.statement(),
              view.startedAt().map(LiveSessions::micros).orElse(null),
              view.isWriter(),
              view.waitsFor().isPresent() ? view.waitsFor().getAsLong() : null));
    }
    return rows;
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
