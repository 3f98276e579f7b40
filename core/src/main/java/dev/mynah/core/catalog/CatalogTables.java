// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.catalog;

import dev.mynah.core.catalog.CatalogScripts.Entry;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.Transaction;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.tree.Token;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of PostgreSQL's catalog as one session sees them, in temporary tables that the catalog's
 * views read: the engine plans a query over nested views for longer than it runs. A table is filled
 * when a statement first needs it, and again when anything was defined since. Not thread-safe.
 */
public final class CatalogTables {
  /** What the names of the tables begin with. */
  public static final String PREFIX = "_mynah_";

  private static final List<Entry> ENTRIES = CatalogScripts.read();

  /** The tables behind each name of the catalog, in the order in which they need each other. */
  private static final Map<String, Set<Entry>> BEHIND = behind();

  /** All tables, in the same order. */
  private static final Set<Entry> ALL =
      ENTRIES.stream().filter(Entry::isTable).collect(Collectors.toCollection(LinkedHashSet::new));

  /** Finds something of a user's whose text may lead to the catalog. */
  private static final String OF_USERS =
      """
      SELECT 1 AS one WHERE EXISTS (FROM duckdb_views() WHERE NOT internal \
      AND database_name IN ('mynah', 'temp') AND schema_name <> 'ml' AND regexp_matches(sql, $1)) \
      OR EXISTS (FROM duckdb_functions() WHERE NOT internal AND database_name IN ('mynah', 'temp') \
      AND schema_name <> 'ml' AND regexp_matches(macro_definition, $1))
      """;

  /** What such a text has in it. */
  private static final String LEADS_TO_CATALOG =
      BEHIND.keySet().stream()
          .filter(name -> !name.contains("."))
          .map(Pattern::quote)
          .collect(Collectors.joining("|", "(?i)\\b(information_schema|pg_info|", ")\\b"));

  private final EngineSession engine;

  /** As of which world each table was filled. */
  private final Map<String, Object> filled = new HashMap<>();

  /** Those that the transaction under way has filled. */
  private final Set<String> inTransaction = new HashSet<>();

  /** Whether views or macros of users read the catalog, so that any name may lead to it. */
  private boolean usersRead;

  private @Nullable Object usersReadAsOf;

  /** Makes the tables of one session, of which none is there yet. */
  public CatalogTables(EngineSession engine) {
    this.engine = engine;
  }

  private static Map<String, Set<Entry>> behind() {
    Map<String, Set<Entry>> behind = new HashMap<>();
    for (Entry entry : ENTRIES) {
      Set<Entry> tables = new LinkedHashSet<>();
      entry.needs().stream()
          .sorted()
          .map(need -> behind.getOrDefault(need, Set.of()))
          .forEach(tables::addAll);
      if (entry.isTable()) {
        tables.add(entry);
      }
      if (!tables.isEmpty()) {
        behind.put(entry.name(), tables);
      }
    }
    return behind;
  }

  /** Tells whether a statement, as the engine is to carry it out, may read the catalog. */
  public boolean mayRead(List<Token> statement) {
    return !filled.isEmpty() || !needed(statement).isEmpty();
  }

  /**
   * Fills the tables that a statement needs.
   *
   * @param statement as the engine is to carry it out
   * @param world what the rows depend on: as long as it is equal, they are still right
   * @param inBlock whether a transaction is under way that may be undone later
   */
  public void fill(List<Token> statement, Object world, boolean inBlock) {
    fill(usersRead(world) ? ALL : needed(statement), world, inBlock);
  }

  /** Fills all tables, for a statement that reads them through what users have defined. */
  public void fillAll(Object world, boolean inBlock) {
    fill(ALL, world, inBlock);
  }

  /** Tells whether a statement failed because it reads tables that were not filled. */
  public static boolean areMissing(DatastoreException error) {
    String message = error.getMessage();
    return message != null && message.contains(PREFIX) && message.contains("does not exist");
  }

  /** Says that the tables which the transaction has filled are gone. */
  public void undone() {
    filled.keySet().removeAll(inTransaction);
    inTransaction.clear();
  }

  /**
   * Says that the transaction is committed.
   *
   * @param world as it was when the transaction began; what was filled as of a later one may show
   *     an older one
   */
  public void committed(Object world) {
    inTransaction.removeIf(table -> world.equals(filled.get(table)));
    undone();
  }

  /** Says that all tables are gone. */
  public void lost() {
    filled.clear();
    inTransaction.clear();
  }

  private void fill(Set<Entry> tables, Object world, boolean inBlock) {
    List<Entry> stale =
        tables.stream().filter(table -> !world.equals(filled.get(table.name()))).toList();
    if (stale.isEmpty()) {
      return;
    }
    String statements =
        stale.stream()
            .map(table ->
                "CREATE OR REPLACE TEMP TABLE %s AS %s".formatted(table.keptName(), table.query()))
            .collect(Collectors.joining("; "));
    if (inBlock) {
      engine.execute(statements);
    } else {
      try (Transaction transaction = engine.begin()) {
        engine.execute(statements);
        transaction.commit();
      }
    }
    for (Entry table : stale) {
      filled.put(table.name(), world);
      if (inBlock) {
        inTransaction.add(table.name());
      }
    }
  }

  private boolean usersRead(Object world) {
    if (!filled.isEmpty() && !world.equals(usersReadAsOf)) {
      usersRead = !CatalogRow.query(engine, OF_USERS, LEADS_TO_CATALOG).isEmpty();
      usersReadAsOf = world;
    }
    return usersRead && !filled.isEmpty();
  }

  private static Set<Entry> needed(List<Token> statement) {
    Set<Entry> needed = Set.of();
    for (int at = 0; at < statement.size(); at++) {
      Token token = statement.get(at);
      if (token.isName()) {
        boolean ofInformation =
            at > 1
                && statement.get(at - 1).isSymbol(".")
                && statement.get(at - 2).isWord("pg_info");
        Set<Entry> tables = BEHIND.get(ofInformation ? "info." + token.value() : token.value());
        if (tables != null) {
          needed = needed.isEmpty() ? tables : union(needed, tables);
        }
      }
    }
    return needed;
  }

  private static Set<Entry> union(Set<Entry> some, Set<Entry> others) {
    Set<Entry> all = new LinkedHashSet<>(some);
    all.addAll(others);
    return all;
  }
}
