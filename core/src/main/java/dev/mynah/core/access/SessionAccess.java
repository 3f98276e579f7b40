// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.parser.PlannedText;
import dev.mynah.sql.parser.SqlParser;
import dev.mynah.sql.parser.StatementShape;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.Privilege;
import dev.mynah.sql.tree.QualifiedName;
import dev.mynah.sql.tree.Token;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the user of one session may do. What was once allowed is remembered until rights or
 * definitions change. Not thread-safe.
 */
public final class SessionAccess {
  private static final int KEPT = 1_000;

  private final AccessControl control;
  private final String user;
  private final EngineSession session;
  private final SeenNames seen;
  private boolean ownNames;

  /** What exists as this session sees it, until it or somebody else defines something. */
  private @Nullable Existing own;

  private long ownAsOf;
  private boolean ownRights;

  /** Counts what this session alone has changed, or undone, of names and rights. */
  private long ownChanges;

  private final Map<Key, Boolean> allowed =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
          return size() > KEPT;
        }
      };

  private record Key(String shape, List<String> searchPath, long definitions, long rights) {}

  public SessionAccess(AccessControl control, String user, EngineSession session) {
    this.control = control;
    this.user = user;
    this.session = session;
    this.seen = new SeenNames(session);
  }

  public String user() {
    return user;
  }

  /** Returns the rights that hold now: with what this session's transaction has changed. */
  public Rights rights() {
    return ownRights ? RightsStore.load(session) : control.rights().current();
  }

  Existing existing() {
    if (!ownNames) {
      return control.existing();
    }
    long now = control.definitions();
    Existing known = own;
    if (known == null || ownAsOf != now) {
      known = control.existing(session);
      own = known;
      ownAsOf = now;
    }
    return known;
  }

  /** Says that this session sees names, or rights, that others do not: its own transaction's. */
  public void changedNames() {
    ownNames = true;
    own = null;
    ownChanges++;
  }

  public void changedRights() {
    ownRights = true;
    ownChanges++;
    seen.forget();
  }

  /** Says that a change of rights outside of blocks has ended. */
  public void committedRights() {
    control.rights().changed();
  }

  /**
   * Returns what the meaning of names and rights depends on for this session: as long as it is
   * equal, a statement is still what it was.
   */
  public Object world() {
    return ownNames || ownRights
        ? new Object()
        : List.of(control.definitions(), control.rights().version());
  }

  /** Returns what the views of PostgreSQL's catalog show is equal as long as this is. */
  public Object shown() {
    return List.of(control.definitions(), control.rights().version(), ownChanges);
  }

  /** Tells the engine what the user sees in PostgreSQL's catalog. */
  public void tellSeen() {
    if (!user.equals(Rights.ADMIN)) {
      if (rights().isSuperuser(user)) {
        seen.all();
      } else {
        seen.some(control.definitions(), control.rights().version());
      }
    }
  }

  /** Counts the changes of rights, which change what the views of the catalog show. */
  public long rightsChanges() {
    return control.rights().version();
  }

  /** Says that the transaction has ended, and whether temporary tables are left. */
  public void transactionEnded(boolean hasTemporary) {
    if (ownRights || ownNames) {
      ownChanges++;
    }
    if (ownRights) {
      control.rights().changed();
      seen.forget();
    }
    ownRights = false;
    ownNames = hasTemporary;
    own = null;
  }

  /** Says that the engine's session is a fresh one. */
  public void engineOpenedAgain() {
    transactionEnded(false);
    seen.forget();
  }

  /** Tells whether everything is allowed. */
  public boolean isSuperuser() {
    return user.equals(Rights.ADMIN) || rights().isSuperuser(user);
  }

  /** Tells whether the user may do what another may: he is the same, a member, or a superuser. */
  public boolean actsAs(String other) {
    return user.equals(other) || user.equals(Rights.ADMIN) || rights().isMember(user, other);
  }

  /** Fails unless the user is a superuser. */
  public void requireSuperuser(String what) {
    if (!isSuperuser()) {
      throw Denied.superuser(what);
    }
  }

  /** Fails unless the user may write files of the export folder. */
  public void requireFileWriter() {
    if (!user.equals(Rights.ADMIN) && !rights().isMember(user, Rights.WRITE_FILES)) {
      throw StatementCheck.noFiles(Rights.WRITE_FILES);
    }
  }

  /** Tells whether the user has the privilege. */
  public boolean may(Privilege privilege, Securable thing) {
    return user.equals(Rights.ADMIN) || rights().allows(user, privilege, thing);
  }

  /** Fails unless the user has the privilege. */
  public void require(Privilege privilege, Securable thing) {
    if (!user.equals(Rights.ADMIN) && !rights().allows(user, privilege, thing)) {
      throw Denied.permission(privilege, thing);
    }
  }

  /** Fails unless something may be made in the schema. */
  public void requireCreate(String schema) {
    require(Privilege.CREATE, Securable.ofSchema(schema));
  }

  /** Fails unless the user owns the thing. */
  public void requireOwner(Securable thing) {
    if (!user.equals(Rights.ADMIN) && !rights().owns(user, thing)) {
      throw Denied.ownership(thing);
    }
  }

  /**
   * Fails unless the statement may run.
   *
   * @param text what the engine gets: the statement with full file names
   */
  public void check(EngineStatement statement, String text, List<String> searchPath) {
    if (user.equals(Rights.ADMIN)) {
      return;
    }
    Rights rights = rights();
    long definitions = control.definitions();
    long changes = control.rights().version();
    if (rights.isSuperuser(user)) {
      tellSeen();
      return;
    }
    if (rights.role(user).isEmpty()) {
      throw new DatastoreException(
          ErrorCode.INVALID_AUTHORIZATION, "role \"%s\" does not exist".formatted(user));
    }
    tellSeen();
    Key key =
        new Key(
            text.equals(statement.text()) ? StatementShape.of(statement) : text,
            searchPath,
            definitions,
            changes);
    boolean shared = !ownNames && !ownRights;
    if (shared && allowed.containsKey(key)) {
      return;
    }
    StatementCheck check =
        new StatementCheck(user, rights, existing(), session, searchPath, statement.tokens());
    check.checkFunctions();
    switch (statement.kind()) {
      case SESSION -> {
        new DefinitionCheck(check, statement, rights, searchPath).checkSetting();
        checkReads(check, statement, text);
      }
      case DEFINE -> {
        requireKnown(statement, text);
        new DefinitionCheck(check, statement, rights, searchPath).check();
        if (statement.command().equals("CREATE TABLE AS")) {
          checkReads(check, statement, text);
        }
        PlannedText.ofLabels(statement, text)
            .ifPresent(query -> check.checkReads(plan(check, query, text), Set.of()));
      }
      case READ -> {
        checkFiles(check, statement, text);
        checkReads(check, statement, text);
      }
      case WRITE -> {
        checkFiles(check, statement, text);
        WriteCheck write = new WriteCheck(check, statement);
        Set<Securable> unread = write.check();
        if (!write.readsNothing()) {
          checkReads(check, statement, text, unread);
        }
      }
    }
    if (shared) {
      allowed.put(key, true);
    }
  }

  /** Fails unless the user may change what a query reads, as who locks rows must be allowed to. */
  public void checkLock(String query) {
    if (!isSuperuser()) {
      Existing.scanned(session.facts(query).reads())
          .forEach(table -> require(Privilege.UPDATE, table));
    }
  }

  /** What is no statement at all is refused as that. */
  private void requireKnown(EngineStatement statement, String text) {
    if (DefinitionCheck.knows(statement)) {
      return;
    }
    try {
      session.prepare(text).close();
    } catch (DatastoreException e) {
      if (e.code() == ErrorCode.SYNTAX_ERROR) {
        throw e;
      }
    }
  }

  private static void checkFiles(StatementCheck check, EngineStatement statement, String text) {
    boolean copies = statement.command().equals("COPY");
    boolean in = copies && !WriteTargets.of(statement.tokens()).isEmpty();
    if (copies && !in) {
      check.requireFiles(Rights.WRITE_FILES);
    } else if (in || !text.equals(statement.text())) {
      check.requireFiles(Rights.READ_FILES);
    }
  }

  private void checkReads(StatementCheck check, EngineStatement statement, String text) {
    checkReads(check, statement, text, Set.of());
  }

  private void checkReads(
      StatementCheck check, EngineStatement statement, String text, Set<Securable> unread) {
    String analysed = PlannedText.of(statement, text);
    if (analysed.isEmpty()) {
      // SHOW and DESCRIBE have no plan; what they name is all that they look at.
      check.requireNamed();
      return;
    }
    check.checkReads(plan(check, analysed, text), unread);
  }

  /** Returns the tables that a query reads, which is a part of what the engine gets. */
  private Set<Securable> plan(StatementCheck check, String query, String text) {
    try {
      return Existing.scanned(session.facts(query).reads());
    } catch (DatastoreException e) {
      check.requireNamed();
      session.prepare(text).close();
      throw Denied.superuser("a statement that cannot be analysed");
    }
  }

  /** Returns what the macros call that the statement calls, in lower case. */
  public Set<String> calledInMacros(EngineStatement statement) {
    return new Words(statement.tokens(), existing())
        .occurrences().stream()
            .filter(word -> word.isCall() && !word.isOwn())
            .map(Words.Occurrence::name)
            .collect(Collectors.toSet());
  }

  /** Fails unless the user may store rows in the table. */
  public void checkInsert(QualifiedName table, List<String> searchPath) {
    if (isSuperuser()) {
      return;
    }
    StatementCheck check =
        new StatementCheck(user, rights(), existing(), session, searchPath, List.of());
    WriteCheck.target(
            check, Stream.concat(table.schema().stream(), Stream.of(table.name())).toList())
        .ifPresent(found -> check.require(Privilege.INSERT, found));
  }

  /** Checks, as {@link #check} does, what the same user runs in another session of the engine. */
  public void checkQuery(EngineSession other, String query, List<String> searchPath) {
    if (!isSuperuser() && SqlParser.parse(query) instanceof EngineStatement statement) {
      new SessionAccess(control, user, other).check(statement, query, searchPath);
    }
  }

  /** Returns the error that the user may see: it must not tell of tables that he may not see. */
  public DatastoreException admitted(EngineStatement statement, DatastoreException error) {
    if (user.equals(Rights.ADMIN)) {
      return error;
    }
    Rights rights = rights();
    if (rights.isSuperuser(user)) {
      return error;
    }
    List<Token> tokens = statement.tokens();
    try {
      new StatementCheck(user, rights, existing(), session, List.of(), tokens).requireNamed();
      return error;
    } catch (DatastoreException denied) {
      return denied;
    }
  }
}
