// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.engine.RunningQuery;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps statements bound that a session sends again and again: binding one costs the engine more
 * than running it. What is kept holds until something is defined, until the session changes what
 * names and values mean to it, and while no other run of it is under way. Not thread-safe.
 */
final class KeptQueries {
  /** So many statements stay bound. */
  private static final int KEPT = 16;

  /** A statement is kept if it was among the last so many. */
  private static final int REMEMBERED = 128;

  /** Longer texts are kept by nobody. */
  private static final int MAX_LENGTH = 8_192;

  private final Supplier<? extends Object> world;
  private final Map<String, PreparedQuery> kept = new LinkedHashMap<>();
  private final Set<String> seen = new LinkedHashSet<>();

  /** What was bound before is no longer to be given back. */
  private Object asOf;

  /**
   * @param world returns what bound statements depend on; they hold while it is equal
   */
  KeptQueries(Supplier<? extends Object> world) {
    this.world = world;
    this.asOf = world.get();
  }

  /**
   * Returns a statement bound: one that was kept, or else a new one; closing it may keep it.
   *
   * @param text as the engine has it
   */
  PreparedQuery take(String text, Supplier<PreparedQuery> bind) {
    if (text.length() > MAX_LENGTH) {
      return bind.get();
    }
    Object now = world.get();
    if (!asOf.equals(now)) {
      forget();
      asOf = now;
    }
    PreparedQuery known = kept.remove(text);
    if (known != null) {
      return new Lent(text, known, asOf);
    }
    PreparedQuery bound = bind.get();
    return wasSeen(text) ? new Lent(text, bound, asOf) : bound;
  }

  private boolean wasSeen(String text) {
    boolean again = seen.remove(text);
    seen.add(text);
    if (seen.size() > REMEMBERED) {
      seen.remove(seen.iterator().next());
    }
    return again;
  }

  /** Closes what is kept; what is in use is not kept afterwards. */
  void forget() {
    List<PreparedQuery> all = List.copyOf(kept.values());
    kept.clear();
    asOf = new Object();
    all.forEach(PreparedQuery::close);
  }

  private void giveBack(Lent lent) {
    PreparedQuery old =
        lent.asOf.equals(asOf) && lent.asOf.equals(world.get())
            ? kept.put(lent.text, lent.query)
            : lent.query;
    if (old == null && kept.size() > KEPT) {
      old = kept.remove(kept.keySet().iterator().next());
    }
    if (old != null) {
      old.close();
    }
  }

  /** A kept statement in use. */
  private final class Lent implements PreparedQuery {
    private final String text;
    private final PreparedQuery query;
    private final Object asOf;
    private boolean returned;

    Lent(String text, PreparedQuery query, Object asOf) {
      this.text = text;
      this.query = query;
      this.asOf = asOf;
    }

    @Override
    public String statement() {
      return query.statement();
    }

    @Override
    public List<DataType> parameterTypes() {
      return query.parameterTypes();
    }

    @Override
    public List<Column> columns() {
      return query.columns();
    }

    @Override
    public RunningQuery run(List<? extends @Nullable Object> parameters) {
      return query.run(parameters);
    }

    @Override
    public void close() {
      if (!returned) {
        returned = true;
        giveBack(this);
      }
    }
  }
}
