// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.access.FileGate;
import dev.mynah.core.model.ModelFunctions;
import dev.mynah.core.transaction.StatementGate;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.engine.PreparedQuery;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.parser.SqlParser;
import dev.mynah.sql.rewrite.Rewriter;
import dev.mynah.sql.rewrite.Rewriting;
import dev.mynah.sql.rewrite.Rewriting.Step;
import dev.mynah.sql.tree.EngineStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Takes statements of a client to the engine: rewritten, allowed, with full file names, bound. */
final class StatementDoor {
  private final SessionState state;
  private final StatementGate gate;
  private final FileGate files;
  private final EngineRelations relations;
  private final KeptQueries kept;
  private final CatalogReads catalog;
  private final ColumnSources sources;

  StatementDoor(
      SessionState state,
      StatementGate gate,
      FileGate files,
      KeptQueries kept,
      CatalogReads catalog,
      ModelFunctions functions) {
    this.kept = kept;
    this.catalog = catalog;
    this.state = state;
    this.gate = gate;
    this.files = files;
    KnownColumns columns = new KnownColumns(state);
    this.relations = new EngineRelations(state, columns, functions);
    this.sources = new ColumnSources(columns);
  }

  /** Returns a query as the engine may have it. */
  String admittedQuery(EngineStatement query) {
    admitByWords(query);
    Rewriting rewriting = Rewriter.rewriteInner(query, relations);
    catalog.before(rewriting.statement().tokens());
    return withCatalog(() -> admitted(rewriting));
  }

  /**
   * Binds a statement.
   *
   * @param declared what the client says of its parameters; may be shorter than they are
   */
  BoundStatement prepare(EngineStatement original, List<DataType> declared) {
    admitByWords(original);
    List<String> types = declared.stream().map(StatementDoor::nameOf).toList();
    Rewriting rewriting = Rewriter.rewrite(original, types, relations);
    try {
      catalog.before(rewriting.statement().tokens());
      return withCatalog(() -> bound(original, rewriting, types));
    } catch (DatastoreException e) {
      throw e.position() == DatastoreException.NO_POSITION
          ? e
          : e.withPosition(rewriting.originalPosition(e.position()));
    }
  }

  private BoundStatement bound(EngineStatement original, Rewriting rewriting, List<String> types) {
    String text = admitted(rewriting);
    if (!rewriting.isSingle()) {
      return new BoundStatement(
          original, rewriting, text, new UnboundQuery(rewriting.statement().text()));
    }
    state.block().beforeBinding();
    return new BoundStatement(
        original, rewriting, text, query(original, rewriting.statement(), text, types));
  }

  /** Tries again what has failed only because it read the catalog through a view of a user. */
  private <T> T withCatalog(Supplier<T> work) {
    try {
      return work.get();
    } catch (DatastoreException e) {
      if (catalog.mends(e)) {
        return work.get();
      }
      throw e;
    }
  }

  /** Fails unless the statement may still run. */
  void check(BoundStatement bound) {
    admitByWords(bound.original());
    catalog.before(bound.rewriting().statement().tokens());
    admitted(bound.rewriting());
  }

  /** Returns the statements that a client's consists of, without what only comes with them. */
  static List<EngineStatement> asked(Rewriting rewriting) {
    if (rewriting.isSingle()) {
      return List.of(rewriting.statement());
    }
    List<EngineStatement> asked = new ArrayList<>();
    for (Step step : rewriting.steps()) {
      if (!step.isOwn() && SqlParser.parse(step.text()) instanceof EngineStatement statement) {
        asked.add(statement);
      }
    }
    return asked;
  }

  private void admitByWords(EngineStatement original) {
    gate.admit(original, () -> state.access().calledInMacros(original));
  }

  /** Returns the text of the statement as the engine may have it; fails if it may not run. */
  private String admitted(Rewriting rewriting) {
    String text = rewriting.statement().text();
    for (EngineStatement statement : asked(rewriting)) {
      text = files.admit(statement).text();
      state.access().check(statement, text, state.settings().searchPath());
      if (rewriting.locks()) {
        state.access().checkLock(text);
      }
    }
    return text;
  }

  /** Returns it bound; what the engine has bound before may do. */
  private PreparedQuery query(
      EngineStatement original, EngineStatement statement, String text, List<String> types) {
    return switch (statement.kind()) {
      case READ ->
          statement.command().equals("EXPLAIN")
              ? QueryPlan.of(bind(statement, text, types))
              : kept.take(
                  types.isEmpty() ? text : text + types,
                  () -> sources.traced(original, bind(statement, text, types)));
      case WRITE ->
          kept.take(types.isEmpty() ? text : text + types, () -> bind(statement, text, types));
      case DEFINE, SESSION -> bind(statement, text, types);
    };
  }

  /** Binds it; where the engine cannot tell a parameter's type, the client's word counts. */
  private PreparedQuery bind(EngineStatement statement, String text, List<String> types) {
    try {
      PreparedQuery query = state.engine().prepare(text);
      if (leavesOpen(query.parameterTypes(), types)) {
        query.close();
        query = state.engine().prepare(Rewriter.withTypes(text, types));
      }
      return query.parameterTypes().contains(DataType.UNKNOWN) ? asTexts(query, types) : query;
    } catch (DatastoreException e) {
      throw state.access().admitted(statement, e);
    }
  }

  /** What neither the client nor the statement says a type of is a text, as in PostgreSQL. */
  private PreparedQuery asTexts(PreparedQuery query, List<String> types) {
    List<String> all = new ArrayList<>();
    for (int index = 0; index < query.parameterTypes().size(); index++) {
      String declared = index < types.size() ? types.get(index) : Rewriter.OPEN;
      boolean isOpen = query.parameterTypes().get(index).equals(DataType.UNKNOWN);
      all.add(isOpen && declared.equals(Rewriter.OPEN) ? DataType.TEXT.engineName() : declared);
    }
    try {
      PreparedQuery typed = state.engine().prepare(Rewriter.withTypes(query.statement(), all));
      query.close();
      return typed;
    } catch (DatastoreException e) {
      // What takes no text is told by the values.
      return query;
    }
  }

  private static boolean leavesOpen(List<DataType> known, List<String> declared) {
    for (int index = 0; index < Math.min(known.size(), declared.size()); index++) {
      if (known.get(index).equals(DataType.UNKNOWN) && !declared.get(index).equals(Rewriter.OPEN)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the type for a CAST, or what {@link Rewriter} has for others. */
  private static String nameOf(DataType type) {
    if (type.equals(DataType.UNKNOWN)) {
      return Rewriter.OPEN;
    }
    boolean anyScale = type.kind() == DataType.Kind.DECIMAL && type.precision() == 0;
    return anyScale ? Rewriter.AS_GIVEN : type.engineName();
  }
}
