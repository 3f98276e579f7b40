// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.ForeignKey;
import dev.mynah.spi.engine.RelationName;
import dev.mynah.spi.engine.StatementFacts;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.parser.PlannedText;
import dev.mynah.sql.parser.StatementShape;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.StatementKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tables that a statement reads and writes: what it writes from its words, what it reads
 * from the engine, whose answers are kept by the statement's shape. Thread-safe.
 */
public final class StatementRelations {
  private static final int KEPT = 2_000;

  /** Statements that read tables; others of kind READ only look at the catalog. */
  private static final Set<String> QUERIES =
      Set.of("SELECT", "VALUES", "TABLE", "WITH", "FROM", "PIVOT", "UNPIVOT", "SUMMARIZE");

  private final CommitLog log;
  private final Map<Key, Analysis> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Analysis> eldest) {
          return size() > KEPT;
        }
      };
  private List<ForeignKey> foreignKeys = List.of();
  private long foreignKeysAsOf = -1;

  /** What an answer holds for: the words, and what names mean in them. */
  private record Key(String shape, List<String> searchPath, long definitions) {}

  /**
   * What a statement does as far as is known.
   *
   * @param reads the tables that it reads, those tied to what it writes by foreign keys among them
   * @param repetition whether it does the same when it is run again
   */
  record Analysis(Touched reads, Repetition repetition) {}

  StatementRelations(CommitLog log) {
    this.log = log;
  }

  /** Returns the tables that the statement changes; a definition may change anything. */
  static Touched writes(EngineStatement statement) {
    Touched touched = new Touched();
    switch (statement.kind()) {
      case READ, SESSION -> {}
      case DEFINE -> touched.addEverything();
      case WRITE -> {
        Optional<QualifiedName> target = statement.target();
        if (target.isPresent()) {
          touched.add(relation(target.get()));
        } else {
          touched.addEverything();
        }
      }
    }
    return touched;
  }

  /** Returns a table as a statement names it. */
  static RelationName relation(QualifiedName name) {
    return new RelationName(name.schema().orElse(RelationName.ANY_SCHEMA), name.name());
  }

  /**
   * Finds out what a statement reads and does.
   *
   * @param text what the engine gets: the statement with full file names
   * @param searchPath null when the session sees tables that others do not, so that the answer is
   *     its own
   */
  Analysis analyse(
      EngineStatement statement,
      String text,
      EngineSession session,
      @Nullable List<String> searchPath) {
    if (statement.kind() == StatementKind.READ && !QUERIES.contains(statement.command())) {
      return new Analysis(new Touched(), Repetition.of(statement, Set.of()));
    }
    Analysis planned = ofPlan(statement, text, session, searchPath);
    Touched writes = writes(statement);
    if (writes.isEmpty()) {
      return planned;
    }
    Touched reads = new Touched();
    reads.add(planned.reads());
    addTied(writes, session, reads);
    return new Analysis(reads, planned.repetition());
  }

  private Analysis ofPlan(
      EngineStatement statement,
      String text,
      EngineSession session,
      @Nullable List<String> searchPath) {
    String planned = PlannedText.of(statement, text);
    if (planned.isEmpty()) {
      return new Analysis(new Touched(), Repetition.of(statement, Set.of()));
    }
    if (statement.kind() == StatementKind.DEFINE || statement.command().equals("COPY")) {
      return anything(statement);
    }
    if (searchPath == null) {
      return analysed(statement, planned, session);
    }
    Key key = new Key(StatementShape.of(statement), List.copyOf(searchPath), log.definitions());
    synchronized (known) {
      Analysis answer = known.get(key);
      if (answer != null) {
        return answer;
      }
    }
    Analysis answer = analysed(statement, planned, session);
    if (!answer.reads().isEverything()) {
      synchronized (known) {
        known.put(key, answer);
      }
    }
    return answer;
  }

  private static Analysis anything(EngineStatement statement) {
    Touched all = new Touched();
    all.addEverything();
    return new Analysis(all, Repetition.of(statement, Set.of()));
  }

  private static Analysis analysed(
      EngineStatement statement, String planned, EngineSession session) {
    try {
      StatementFacts facts = session.facts(planned);
      Touched touched = new Touched();
      facts.reads().forEach(touched::add);
      return new Analysis(touched, Repetition.of(statement, facts.functions()));
    } catch (DatastoreException e) {
      // What cannot be analysed may read anything; running it says what is wrong with it.
      return anything(statement);
    }
  }

  private void addTied(Touched writes, EngineSession session, Touched reads) {
    for (ForeignKey key : foreignKeys(session)) {
      if (writes.isEverything()
          || writes.relations().stream()
              .anyMatch(written -> written.mayBe(key.child()) || written.mayBe(key.parent()))) {
        reads.add(key.child());
        reads.add(key.parent());
      }
    }
  }

  /**
   * Tells whether rows of a table may refer to others of the same table.
   *
   * @param ownNames whether the session may see other tables than the last commit has
   */
  boolean refersToItself(QualifiedName table, EngineSession session, boolean ownNames) {
    RelationName written = relation(table);
    List<ForeignKey> keys = ownNames ? session.foreignKeys() : foreignKeys(session);
    return keys.stream()
        .anyMatch(key -> written.mayBe(key.child()) && key.child().mayBe(key.parent()));
  }

  private synchronized List<ForeignKey> foreignKeys(EngineSession session) {
    long now = log.definitions();
    if (foreignKeysAsOf != now) {
      foreignKeys = session.foreignKeys();
      foreignKeysAsOf = now;
    }
    return foreignKeys;
  }
}
