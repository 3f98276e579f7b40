// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.core.access.Words.Occurrence;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.engine.RelationName;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.Privilege;
import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The check of one statement, or of one view's query, for one user.
 *
 * <p>What a statement reads comes from the engine's plan, in which views and macros are expanded. A
 * table of the plan that the words name needs a right of its own; any other must be reached through
 * a view that the words name, whose owner must then be allowed to read it.
 */
final class StatementCheck {
  private static final String DATABASE = "mynah";

  /** The engine's views of everything there is. */
  private static final Pattern SYSTEM_VIEW =
      Pattern.compile("duckdb_\\w+|sqlite_(temp_)?(master|schema)|pragma_\\w+");

  /** Schemas of what only the server's own views may read. */
  private static final Set<String> BEHIND_VIEWS = Set.of("ml", "pg_base");

  private final String user;
  private final Rights rights;
  private final Existing existing;
  private final EngineSession session;
  private final List<String> searchPath;
  private final Words words;

  /** The views in whose queries this one stands; none for a statement of its own. */
  private final Set<Securable> within;

  StatementCheck(
      String user,
      Rights rights,
      Existing existing,
      EngineSession session,
      List<String> searchPath,
      List<Token> tokens) {
    this(user, rights, existing, session, searchPath, tokens, Set.of());
  }

  private StatementCheck(
      String user,
      Rights rights,
      Existing existing,
      EngineSession session,
      List<String> searchPath,
      List<Token> tokens,
      Set<Securable> within) {
    this.user = user;
    this.rights = rights;
    this.existing = existing;
    this.session = session;
    this.searchPath = searchPath;
    this.words = new Words(tokens, existing);
    this.within = Set.copyOf(within);
  }

  String user() {
    return user;
  }

  boolean exists(Securable thing) {
    return existing.has(thing);
  }

  /** Tells whether a name means a temporary table, as the engine understands it. */
  boolean isTemporary(List<String> parts) {
    boolean here = parts.size() == 1 || parts.getFirst().equalsIgnoreCase(Existing.TEMPORARY);
    return here && existing.isTemporary(parts.getLast());
  }

  List<Securable> tablesOfIndex(QualifiedName index) {
    return existing.tablesOfIndex(index);
  }

  /** Tells whether a keyword stands in the statement, or in a macro that it calls. */
  boolean says(String keyword) {
    return words.occurrences().stream().anyMatch(word -> word.token().isWord(keyword));
  }

  /** Fails if a function may not be called. */
  void checkFunctions() {
    for (Occurrence word : words.occurrences()) {
      if (word.token().isName() && SYSTEM_VIEW.matcher(word.name()).matches()) {
        throw at(word, Denied.superuser("\"%s\"".formatted(word.name())));
      }
      boolean behindViews =
          word.name().startsWith("_")
              && word.qualifier().filter(BEHIND_VIEWS::contains).isPresent();
      if (behindViews && word.token().isName()) {
        throw at(
            word,
            Denied.superuser("\"%s.%s\"".formatted(word.qualifier().orElseThrow(), word.name())));
      }
      if (word.isCall()) {
        checkCall(word);
      }
    }
  }

  private void checkCall(Occurrence call) {
    for (Securable model : rights.modelsOf(schemaOf(call), call.name())) {
      if (!rights.allows(user, Privilege.EXECUTE, model)) {
        throw at(call, Denied.permission(Privilege.EXECUTE, model));
      }
    }
    if (FileFunctions.readsFiles(call.name()) && !rights.isMember(user, Rights.READ_FILES)) {
      throw at(call, noFiles(Rights.READ_FILES));
    }
    if (!existing.isEngineFunction(call.name()) || FileFunctions.readsFiles(call.name())) {
      return;
    }
    if (call.qualifier().isEmpty() && existing.isCatalogFunction(call.name())) {
      return;
    }
    Optional<FunctionClasses.Kind> kind = FunctionClasses.of(call.name());
    boolean own = !existing.macrosNamed(call.name()).isEmpty();
    if (kind.isEmpty() && !own) {
      throw at(call, Denied.denied("permission denied for function " + call.name()));
    }
    switch (kind.orElse(FunctionClasses.Kind.HARMLESS)) {
      case HARMLESS, INDIRECT -> {}
      case SYSTEM -> throw at(call, Denied.superuser("function " + call.name()));
      case SEQUENCE -> checkSequence(call);
    }
  }

  private Optional<String> schemaOf(Occurrence word) {
    return word.qualifier().filter(existing::isSchema);
  }

  private void checkSequence(Occurrence call) {
    List<String> parts =
        call.argument()
            .filter(token -> token.kind() == TokenKind.STRING)
            .map(token -> Words.parts(token.value()))
            .orElse(List.of());
    if (parts.isEmpty()) {
      throw at(call, Denied.denied("the sequence of " + call.name() + " must be a text literal"));
    }
    requireSchema(parts);
    for (Securable sequence : existing.sequencesNamed(parts.getLast())) {
      boolean meant =
          parts.size() == 1 || parts.get(parts.size() - 2).equalsIgnoreCase(sequence.schema());
      List<Privilege> enough = forSequence(call.name());
      if (meant && enough.stream().noneMatch(right -> rights.allows(user, right, sequence))) {
        throw at(call, Denied.permission(enough.getFirst(), sequence));
      }
    }
  }

  /** Any one of these is enough. */
  private static List<Privilege> forSequence(String function) {
    return switch (function) {
      case "setval" -> List.of(Privilege.UPDATE);
      case "currval" -> List.of(Privilege.USAGE, Privilege.SELECT);
      default -> List.of(Privilege.USAGE, Privilege.UPDATE);
    };
  }

  /**
   * Fails if one of the tables that the plan reads may not be read.
   *
   * @param unread tables of the plan that are only there because they are written
   */
  void checkReads(Set<Securable> plan, Set<Securable> unread) {
    boolean indirect =
        words.occurrences().stream()
            .filter(Occurrence::isCall)
            .anyMatch(call ->
                FunctionClasses.of(call.name()).equals(Optional.of(FunctionClasses.Kind.INDIRECT)));
    Set<Securable> throughViews = new HashSet<>();
    for (Securable view : usedViews(plan)) {
      require(Privilege.SELECT, view);
      requireOwnNames(view);
      checkOwner(view);
      throughViews.addAll(existing.scansOf(view, session, searchPath));
    }
    for (Securable table : plan) {
      boolean covered = throughViews.contains(table) && !words.named().contains(table);
      if (!unread.contains(table) && (indirect || !covered)) {
        require(Privilege.SELECT, table);
      }
    }
  }

  /** A view that is used leaves all its tables in the plan. */
  private List<Securable> usedViews(Set<Securable> plan) {
    return words.named().stream()
        .filter(existing::isView)
        .filter(view -> !within.contains(view))
        .filter(view -> plan.containsAll(existing.scansOf(view, session, searchPath)))
        .toList();
  }

  /** A view reads with its owner's rights. */
  private void checkOwner(Securable view) {
    String owner = rights.owner(view);
    Set<Securable> deeper = new HashSet<>(within);
    deeper.add(view);
    StatementCheck check =
        new StatementCheck(
            owner, rights, existing, session, searchPath, existing.bodyOf(view), deeper);
    try {
      if (!rights.isSuperuser(owner)) {
        check.checkFunctions();
      }
      check.checkReads(existing.scansOf(view, session, searchPath), Set.of());
    } catch (DatastoreException e) {
      throw e.withPosition(DatastoreException.NO_POSITION)
          .withDetail("View \"%s\" reads with the rights of \"%s\".".formatted(view.name(), owner));
    }
  }

  /** Fails if names in the table or view would here mean what its owner did not. */
  void requireOwnNames(Securable table) {
    Set<RelationName> reads =
        existing.isView(table) ? existing.readsOf(table, session, searchPath) : Set.of();
    new ForeignNames(rights, existing, searchPath).refuse(table, reads);
  }

  /** Fails unless the user has this right on the thing, and may use its schema. */
  void require(Privilege privilege, Securable thing) {
    requireUsage(thing);
    if (!rights.allows(user, privilege, thing)) {
      throw placed(thing, Denied.permission(privilege, thing));
    }
  }

  private void requireUsage(Securable thing) {
    Securable schema = Securable.ofSchema(thing.schema());
    if (!thing.schema().isEmpty() && !rights.allows(user, Privilege.USAGE, schema)) {
      throw placed(schema, Denied.permission(Privilege.USAGE, schema));
    }
  }

  /** Fails unless the user owns the thing. */
  void requireOwner(Securable thing) {
    if (!rights.owns(user, thing)) {
      throw placed(thing, Denied.ownership(thing));
    }
  }

  /** Fails if the words name a table on which the user has no right at all. */
  void requireNamed() {
    for (Securable table : words.named()) {
      if (!rights.allowsAny(user, table)) {
        throw placed(table, Denied.permission(Privilege.SELECT, table));
      }
    }
  }

  void requireFiles(String role) {
    if (!rights.isMember(user, role)) {
      throw noFiles(role);
    }
  }

  static DatastoreException noFiles(String role) {
    return Denied.denied("permission denied for files of the server")
        .withDetail("It takes membership in the role \"%s\".".formatted(role));
  }

  /** Returns the table that a name means in a statement; empty for one that is temporary. */
  Optional<Securable> table(List<String> parts) {
    String name = parts.getLast();
    List<Securable> candidates = existing.tablesNamed(name);
    requireSchema(parts);
    if (parts.size() > 1) {
      Securable table = Securable.ofTable(parts.get(parts.size() - 2), name);
      return candidates.contains(table) ? Optional.of(table) : Optional.empty();
    }
    if (existing.isTemporary(name)) {
      return Optional.empty();
    }
    return searchPath.stream()
        .map(schema -> Securable.ofTable(schema, name))
        .filter(candidates::contains)
        .findFirst();
  }

  /** Fails for a name with a database and no schema: the engine would look in any. */
  static void requireSchema(List<String> parts) {
    if (parts.size() == 2 && parts.getFirst().equalsIgnoreCase(DATABASE)) {
      throw new DatastoreException(
              ErrorCode.INVALID_SCHEMA_NAME,
              "schema \"%s\" does not exist".formatted(parts.getFirst()))
          .withHint("A schema stands between the database and the name.");
    }
  }

  private DatastoreException placed(Securable thing, DatastoreException error) {
    return within.isEmpty()
        ? words.placeOf(thing).map(t -> error.withPosition(t.start() + 1)).orElse(error)
        : error;
  }

  private DatastoreException at(Occurrence word, DatastoreException error) {
    return within.isEmpty() && word.isOwn() ? error.withPosition(word.token().start() + 1) : error;
  }
}
