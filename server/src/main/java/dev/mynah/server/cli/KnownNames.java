// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.core.session.TransactionState;
import dev.mynah.server.cli.client.ClientResult;
import dev.mynah.server.cli.client.SqlClient;
import dev.mynah.server.cli.client.StatementException;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the datastore has names for, asked of it again after a while. */
final class KnownNames {
  private static final Duration FRESH = Duration.ofSeconds(5);

  /** What a name stands for. */
  enum Kind {
    RELATION,
    COLUMN,
    FUNCTION,
    MODEL
  }

  private static final String QUERY =
      """
      SELECT 'RELATION', quote_ident(c.relname) FROM pg_class c JOIN pg_namespace n \
      ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'v') AND n.nspname NOT IN \
      ('pg_catalog', 'information_schema', 'ml') \
      UNION ALL SELECT 'RELATION', n.nspname || '.' || quote_ident(c.relname) FROM pg_class c \
      JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'v') \
      AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'public') \
      UNION ALL SELECT 'COLUMN', quote_ident(a.attname) FROM pg_attribute a JOIN pg_class c \
      ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN \
      ('r', 'v') AND n.nspname NOT IN ('pg_catalog', 'information_schema') \
      UNION ALL SELECT 'FUNCTION', quote_ident(proname) FROM pg_proc \
      UNION ALL SELECT 'MODEL', quote_ident(model_name) FROM ml.models\
      """;

  private final SqlClient client;
  private Map<Kind, Set<String>> names = new EnumMap<>(Kind.class);
  private long asked;
  private boolean known;

  KnownNames(SqlClient client) {
    this.client = client;
  }

  /** Returns all names of a kind, in order and as SQL writes them. */
  Collection<String> of(Kind kind) {
    if (!known || System.nanoTime() - asked > FRESH.toNanos()) {
      ask();
    }
    return names.getOrDefault(kind, Set.of());
  }

  private void ask() {
    if (client.transactionState() == TransactionState.FAILED) {
      return;
    }
    Map<Kind, Set<String>> found = new EnumMap<>(Kind.class);
    try {
      client.run(QUERY, result -> collect(result, found));
      names = found;
    } catch (StatementException e) {
      // Who types on is not to be bothered: what was known before has to do.
    }
    known = true;
    asked = System.nanoTime();
  }

  private static void collect(ClientResult result, Map<Kind, Set<String>> found) {
    if (result instanceof ClientResult.Rows rows) {
      for (List<String> row : rows.table().rows()) {
        found
            .computeIfAbsent(Kind.valueOf(row.getFirst()), kind -> new TreeSet<>())
            .add(row.getLast());
      }
    }
  }
}
