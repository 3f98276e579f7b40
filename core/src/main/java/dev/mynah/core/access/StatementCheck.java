// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.core.access.Words.Occurrence;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.tree.Privilege;
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
  private static final int DEEPEST_VIEW = 50;

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
  private final int depth;

  StatementCheck(
      String user,
      Rights rights,
      Existing existing,
      EngineSession session,
      List<String> searchPath,
      List<Token> tokens) {
    this(user, rights, existing, session, searchPath, tokens, 0);
  }

  private StatementCheck(
      String user,
      Rights rights,
      Existing existing,
      EngineSession session,
      List<String> searchPath,
      List<Token> tokens,
      int depth) {
    this.user = user;
    this.rights = rights;
    this.existing = existing;
    this.session = session;
    this.searchPath = searchPath;
    this.words = new Words(tokens, existing);
    this.depth = depth;
  }

  String user() {
    return user;
  }

  boolean exists(Securable thing) {
    return existing.has(thing);
  }

  boolean isTemporary(String name) {
    return existing.isTemporary(name);
  }

  Optional<Securable> tableOfIndex(String index) {
    return existing.tableOfIndex(index);
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
    Token name = call.argument().filter(t -> t.kind() == TokenKind.STRING).orElse(null);
    if (name == null) {
      throw at(call, Denied.denied("the sequence of " + call.name() + " must be a text literal"));
    }
    String[] parts = name.value().replace("\"", "").split("\\.", -1);
    for (Securable sequence : existing.sequencesNamed(parts[parts.length - 1])) {
      boolean meant = parts.length == 1 || parts[parts.length - 2].equals(sequence.schema());
      if (meant
          && !rights.allows(user, Privilege.USAGE, sequence)
          && !rights.allows(user, Privilege.UPDATE, sequence)) {
        throw at(call, Denied.permission(Privilege.USAGE, sequence));
      }
    }
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
      checkOwner(view);
      throughViews.addAll(existing.scansOf(view, session));
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
        .filter(view -> plan.containsAll(existing.scansOf(view, session)))
        .toList();
  }

  /** A view reads with its owner's rights. */
  private void checkOwner(Securable view) {
    String owner = rights.owner(view);
    if (rights.isSuperuser(owner)) {
      return;
    }
    if (depth > DEEPEST_VIEW) {
      throw Denied.denied("view \"%s\" is nested too deeply".formatted(view.name()));
    }
    StatementCheck check =
        new StatementCheck(
            owner, rights, existing, session, searchPath, existing.bodyOf(view), depth + 1);
    try {
      check.checkFunctions();
      check.checkReads(existing.scansOf(view, session), Set.of());
    } catch (DatastoreException e) {
      throw e.withPosition(DatastoreException.NO_POSITION)
          .withDetail("View \"%s\" reads with the rights of \"%s\".".formatted(view.name(), owner));
    }
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

  private static DatastoreException noFiles(String role) {
    return Denied.denied("permission denied for files of the server")
        .withDetail("It takes membership in the role \"%s\".".formatted(role));
  }

  /** Returns the table that a name means in a statement; empty for one that is temporary. */
  Optional<Securable> table(List<String> parts) {
    String name = parts.getLast();
    List<Securable> candidates = existing.tablesNamed(name);
    if (parts.size() > 1 && existing.isSchema(parts.get(parts.size() - 2))) {
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

  private DatastoreException placed(Securable thing, DatastoreException error) {
    return depth == 0
        ? words.placeOf(thing).map(t -> error.withPosition(t.start() + 1)).orElse(error)
        : error;
  }

  private DatastoreException at(Occurrence word, DatastoreException error) {
    return depth == 0 && word.isOwn() ? error.withPosition(word.token().start() + 1) : error;
  }
}
