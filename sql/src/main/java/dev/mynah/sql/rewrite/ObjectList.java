// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.spi.engine.Identifiers;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.rewrite.Rewriting.Step;
import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** DROP, TRUNCATE, VACUUM and ANALYZE of several things: the engine takes one at a time. */
final class ObjectList {
  private final EngineStatement statement;
  private final Words words;
  private final Edits edits;
  private final Relations relations;
  private final List<QualifiedName> names = new ArrayList<>();
  private final List<RewriteNotice> notices = new ArrayList<>();
  private int next;

  ObjectList(EngineStatement statement, Words words, Edits edits, Relations relations) {
    this.statement = statement;
    this.words = words;
    this.edits = edits;
    this.relations = relations;
  }

  Rewriting rewrite() {
    return switch (statement.command()) {
      case "VACUUM", "ANALYZE" -> vacuum();
      case "TRUNCATE TABLE" -> truncate();
      default -> drop();
    };
  }

  private Rewriting drop() {
    String kind = words.at(1).value();
    next = 2;
    take("concurrently");
    boolean ifExists = words.areWords(next, "if", "exists");
    next += ifExists ? 2 : 0;
    readNames();
    boolean isTable = kind.equals("table");
    boolean known = ifExists || isTable || names.size() > 1;
    if (names.isEmpty() || !known) {
      return Rewriter.single(statement, edits);
    }
    String suffix = take("cascade") ? " CASCADE" : "";
    List<Step> steps = new ArrayList<>();
    for (QualifiedName name : childrenFirst(isTable)) {
      if (ifExists && isMissing(kind, name)) {
        continue;
      }
      steps.add(Step.asked("DROP %s %s%s".formatted(kind, quoted(name), suffix)));
      if (isTable) {
        relations
            .sequencesOf(name)
            .forEach(sequence -> steps.add(Step.own("DROP SEQUENCE " + quoted(sequence))));
      }
    }
    return several(steps);
  }

  private boolean isMissing(String kind, QualifiedName name) {
    boolean exists = relations.exists(Relations.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), name);
    Optional<QualifiedName> schema = name.schema().map(QualifiedName::of);
    if (!exists && schema.filter(s -> !relations.exists(Relations.Kind.SCHEMA, s)).isPresent()) {
      notices.add(
          RewriteNotice.skipped("schema \"%s\" does not exist".formatted(schema.get().name())));
    } else if (!exists) {
      notices.add(RewriteNotice.skipped("%s \"%s\" does not exist".formatted(kind, name.name())));
    }
    return !exists;
  }

  /** Tables that refer to others go before them. */
  private List<QualifiedName> childrenFirst(boolean isTable) {
    if (!isTable || names.size() < 2) {
      return names;
    }
    List<QualifiedName> left = new ArrayList<>(names);
    List<QualifiedName> ordered = new ArrayList<>();
    while (!left.isEmpty()) {
      QualifiedName free =
          left.stream()
              .filter(table ->
                  relations.referencesTo(table).stream().noneMatch(child -> isOneOf(child, left)))
              .findFirst()
              .orElse(left.getFirst());
      left.remove(free);
      ordered.add(free);
    }
    return ordered;
  }

  private boolean isOneOf(QualifiedName table, List<QualifiedName> others) {
    return others.stream().anyMatch(other -> inFull(other).equals(inFull(table)));
  }

  private QualifiedName inFull(QualifiedName name) {
    return QualifiedName.of(name.schema().orElseGet(relations::currentSchema), name.name());
  }

  private Rewriting truncate() {
    next = 1;
    take("table");
    readNames();
    boolean restart = words.areWords(next, "restart", "identity");
    next += restart || words.areWords(next, "continue", "identity") ? 2 : 0;
    boolean cascade = take("cascade");
    boolean plain = names.size() == 1 && next == words.size() && !words.isWord(2, "only");
    if (names.isEmpty() || (plain && !restart && !cascade)) {
      return Rewriter.single(statement, edits);
    }
    for (QualifiedName table : names) {
      refuseOthers(table);
    }
    List<Step> steps = new ArrayList<>();
    for (QualifiedName table : childrenFirst(true)) {
      steps.add(Step.asked("TRUNCATE " + quoted(table)));
      if (restart) {
        relations.sequencesOf(table).stream().map(ObjectList::restarted).forEach(steps::add);
      }
    }
    return several(steps);
  }

  /** Lets a sequence count from its start again. */
  private static Step restarted(QualifiedName sequence) {
    return Step.own(
        "SELECT setval(%s, (SELECT start_value FROM duckdb_sequences() WHERE sequence_name = %s AND %s IN (schema_name, database_name)), false)"
            .formatted(
                Identifiers.literal(quoted(sequence)),
                Identifiers.literal(sequence.name()),
                Identifiers.literal(sequence.schema().orElse("main"))));
  }

  /** CASCADE would empty tables that the statement does not name. */
  private void refuseOthers(QualifiedName table) {
    for (QualifiedName child : relations.referencesTo(table)) {
      if (!isOneOf(child, names)) {
        throw new DatastoreException(
                ErrorCode.FEATURE_NOT_SUPPORTED,
                "cannot truncate a table referenced in a foreign key constraint")
            .withDetail("Table \"%s\" references \"%s\".".formatted(child.name(), table.name()))
            .withHint("Truncate table \"%s\" first.".formatted(child.name()));
      }
    }
  }

  private Rewriting vacuum() {
    boolean analyze = statement.command().equals("ANALYZE");
    next = 1;
    if (words.isSymbol(next, "(")) {
      int close = words.closing(next);
      for (int option = next; option < close; option++) {
        analyze |= words.isWord(option, "analyze");
      }
      next = close + 1;
    }
    while (take("full") || take("freeze") || take("verbose") || words.isWord(next, "analyze")) {
      analyze |= take("analyze");
    }
    readNames();
    String verb = statement.command().equals("ANALYZE") ? "ANALYZE" : "VACUUM";
    verb += analyze && verb.equals("VACUUM") ? " ANALYZE" : "";
    if (names.isEmpty()) {
      return several(List.of(Step.asked(verb)));
    }
    List<Step> steps = new ArrayList<>();
    for (QualifiedName name : names) {
      steps.add(Step.asked(verb + " " + quoted(name)));
    }
    return several(steps);
  }

  /** Passes names parted by commas, each perhaps with ONLY, columns or an asterisk. */
  private void readNames() {
    do {
      if (words.isWord(next, "only") && words.at(next + 1).isName()) {
        next++;
      }
      int end = words.afterName(next);
      if (end == next) {
        return;
      }
      names.add(words.name(next, end));
      next = words.isSymbol(end, "(") ? words.closing(end) + 1 : end;
      if (words.isSymbol(next, "*")) {
        next++;
      }
    } while (takeComma());
  }

  private boolean takeComma() {
    boolean comma = words.isSymbol(next, ",");
    next += comma ? 1 : 0;
    return comma;
  }

  private boolean take(String word) {
    boolean found = words.isWord(next, word);
    next += found ? 1 : 0;
    return found;
  }

  private static String quoted(QualifiedName name) {
    return name.schema()
        .map(schema -> Identifiers.quote(schema, name.name()))
        .orElseGet(() -> Identifiers.quote(name.name()));
  }

  /** What several steps write cannot be told by one name. */
  private Rewriting several(List<Step> steps) {
    EngineStatement whole =
        names.size() > 1
            ? new EngineStatement(
                statement.text(),
                statement.kind(),
                statement.command(),
                Optional.empty(),
                statement.tokens())
            : statement;
    return new Rewriting(whole, steps, false, notices, edits);
  }
}
