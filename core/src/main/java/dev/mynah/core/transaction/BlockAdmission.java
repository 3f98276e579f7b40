// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import dev.mynah.core.catalog.CatalogRow;
import dev.mynah.core.session.CancelSignal;
import dev.mynah.core.session.Settings;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.StatementKind;
import dev.mynah.sql.tree.Token;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets statements into a transaction block: with the writer slot if they write, and only while what
 * the block has touched is as it saw it. Remembers what names mean to this session alone.
 */
final class BlockAdmission {
  /** Words of definitions that other sessions do not see. */
  private static final Set<String> TEMPORARY = Set.of("temp", "temporary");

  /** Schemas of such tables. */
  private static final Set<String> OF_TEMPORARY = Set.of("temp", "pg_temp");

  private final long session;
  private final EngineSession engine;
  private final WriteQueue queue;
  private final Runnable beginAgain;
  private final Conflicts conflicts;
  private boolean defined;
  private boolean hasTemporary;
  private boolean hasBound;
  private WriteQueue.@Nullable Slot slot;

  /**
   * @param beginAgain begins the engine's transaction again, which has neither read nor written
   */
  BlockAdmission(long session, EngineSession engine, WriteQueue queue, Runnable beginAgain) {
    this.session = session;
    this.engine = engine;
    this.queue = queue;
    this.beginAgain = beginAgain;
    this.conflicts = new Conflicts(queue.log());
  }

  /** Says that a block begins. */
  void begins() {
    defined = false;
    hasBound = false;
    conflicts.clear();
  }

  /** Says that the block looks at tables, or at the catalog; the first time counts. */
  void takeSnapshot() {
    conflicts.takeSnapshot();
  }

  /** Says that a statement is bound, with which the engine's view of the tables begins. */
  void hasBound() {
    hasBound = true;
  }

  boolean isWriter() {
    return slot != null;
  }

  /** Tells whether the session has temporary tables, which make names mean something else. */
  boolean hasTemporary() {
    return hasTemporary;
  }

  /** Tells whether a statement changes rows of a temporary table, which nobody else sees. */
  boolean changesTemporaryRows(EngineStatement statement) {
    return hasTemporary
        && statement.kind() == StatementKind.WRITE
        && statement.target().filter(this::isTemporary).isPresent();
  }

  /** Tells whether a table is one of this session alone. */
  boolean isTemporary(QualifiedName table) {
    return hasTemporary
        && table.schema().map(OF_TEMPORARY::contains).orElse(true)
        && !CatalogRow.query(
                engine,
                "SELECT 1 AS one FROM duckdb_tables() WHERE temporary AND lower(table_name) ="
                    + " lower($1)",
                table.name())
            .isEmpty();
  }

  void temporaryAreGone() {
    hasTemporary = false;
  }

  /** Waits for the writer slot for one change outside of blocks. */
  WriteQueue.Slot slot(Settings settings, CancelSignal cancel) {
    return queue.acquire(session, settings.duration("lock_timeout"), cancel);
  }

  /** Lets a statement in, and tells whether it does the same when it is run again. */
  Repetition admit(EngineStatement statement, String text, Settings settings, CancelSignal cancel) {
    if (StatementGate.writes(statement.kind())) {
      takeSlot(settings, cancel);
    }
    takeSnapshot();
    StatementRelations.Analysis analysis =
        queue
            .relations()
            .analyse(statement, text, engine, hasOwnNames() ? null : settings.searchPath());
    conflicts.reads(analysis.reads());
    conflicts.writes().add(StatementRelations.writes(statement));
    rememberTemporary(statement);
    defined |= statement.kind() == StatementKind.DEFINE;
    check();
    return analysis.repetition();
  }

  /** Lets rows of a COPY in. */
  void admitRows(QualifiedName table, Settings settings, CancelSignal cancel) {
    takeSlot(settings, cancel);
    takeSnapshot();
    conflicts.writes().add(StatementRelations.relation(table));
    check();
  }

  /** Lets in what may change anything. */
  void admitDefinition(Settings settings, CancelSignal cancel) {
    takeSlot(settings, cancel);
    takeSnapshot();
    conflicts.writes().addEverything();
    defined = true;
    check();
  }

  /** Remembers a definition that only this session sees. */
  void rememberTemporary(EngineStatement statement) {
    List<Token> tokens = statement.tokens();
    hasTemporary |=
        statement.kind() == StatementKind.DEFINE
            && tokens.stream().anyMatch(t -> t.isName() && TEMPORARY.contains(t.value()));
  }

  /** Tells whether rows of a table may refer to others of the same table. */
  boolean refersToItself(QualifiedName table) {
    return queue.relations().refersToItself(table, engine, hasOwnNames());
  }

  /** Returns how many transactions have been committed, before the engine's begins again. */
  long commits() {
    return queue.log().commits();
  }

  /** Fails if the engine's transaction, begun again, sees other tables than the block did. */
  void restarted(long commits) {
    conflicts.restarted(commits);
  }

  /** Says that the block was committed: others are told what it wrote. */
  void committed() {
    if (slot != null) {
      slot.committed(conflicts.writes());
    }
  }

  void releaseSlot() {
    if (slot != null) {
      slot.close();
      slot = null;
    }
  }

  private boolean hasOwnNames() {
    return defined || hasTemporary;
  }

  private void takeSlot(Settings settings, CancelSignal cancel) {
    if (slot == null) {
      slot = slot(settings, cancel);
      if (conflicts.isAloneFromNow() && hasBound) {
        // Nothing was read yet: from here on the block sees what others have committed.
        beginAgain.run();
      }
    }
  }

  /** A block that only reads sees one snapshot, and that is enough. */
  private void check() {
    if (slot != null) {
      conflicts.check();
    }
  }
}
