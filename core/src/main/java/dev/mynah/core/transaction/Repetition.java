// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.transaction;

import dev.mynah.sql.tree.EngineStatement;
import dev.mynah.sql.tree.StatementKind;
import dev.mynah.sql.tree.Token;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a write does the same when it is run once more in the same state of the database. What is
 * not known to do so counts as doubtful.
 *
 * @param usesClock whether it may ask for the time of its transaction
 * @param draws whether it may draw random values or take values of sequences
 * @param isDoubtful whether what it did must be compared with what it does when run again
 */
record Repetition(boolean usesClock, boolean draws, boolean isDoubtful) {
  private static final Repetition UNKNOWN = new Repetition(true, true, true);
  private static final Repetition SAME = new Repetition(false, false, false);

  private static final Set<String> CLOCK =
      Set.of(
          "now",
          "get_current_timestamp",
          "transaction_timestamp",
          "current_timestamp",
          "current_date",
          "today",
          "current_time",
          "get_current_time",
          "localtime",
          "localtimestamp",
          "current_localtime",
          "current_localtimestamp",
          "age");

  private static final Set<String> DRAWN =
      Set.of("random", "uuid", "uuidv4", "gen_random_uuid", "nextval");

  /** Words before a parenthesis that call nothing, and functions of their arguments alone. */
  private static final Set<String> HARMLESS =
      Set.of(
          ("values in and or not exists any all some as on conflict set where when then else case"
                  + " between like ilike is returning row cast try_cast using default do"
                  + " numeric decimal varchar char character float bit time timestamp interval"
                  + " abs round floor ceil ceiling sqrt power pow exp ln sign mod greatest least"
                  + " length char_length lower upper trim ltrim rtrim btrim substring substr replace"
                  + " concat concat_ws left right lpad rpad repeat reverse position strpos md5 chr"
                  + " ascii coalesce nullif date_trunc date_part extract make_date make_timestamp"
                  + " list_value array to_hex split_part starts_with")
              .split(" "));

  /** Definitions that store rows, so that what they do may be drawn. */
  private static final Set<String> WITH_ROWS = Set.of("CREATE TABLE AS", "ALTER TABLE", "EXPLAIN");

  /** Looks at the words of a statement, and at what the engine says that it calls. */
  static Repetition of(EngineStatement statement, Set<String> planned) {
    return switch (statement.kind()) {
      case READ, SESSION -> ofCalls(calls(statement, planned), true);
      case DEFINE -> WITH_ROWS.contains(statement.command()) ? UNKNOWN : SAME;
      case WRITE -> statement.command().equals("COPY") ? UNKNOWN : ofWrite(statement, planned);
    };
  }

  /** Rows that come by COPY, with defaults for the columns that it does not name. */
  static Repetition ofRows() {
    return UNKNOWN;
  }

  private static Repetition ofWrite(EngineStatement statement, Set<String> planned) {
    boolean isInsert = statement.command().equals("INSERT");
    Set<String> calls = calls(statement, planned);
    Repetition called = ofCalls(calls, isInsert);
    return isSimple(statement) ? called : new Repetition(called.usesClock(), called.draws(), true);
  }

  /**
   * @param drawsInOrder whether the rows come in one order, so that each gets the same drawn value
   */
  private static Repetition ofCalls(Set<String> calls, boolean drawsInOrder) {
    boolean clock = false;
    boolean draws = false;
    boolean unknown = false;
    for (String call : calls) {
      if (CLOCK.contains(call)) {
        clock = true;
      } else if (DRAWN.contains(call)) {
        draws = true;
      } else {
        unknown |= !HARMLESS.contains(call);
      }
    }
    return unknown ? UNKNOWN : new Repetition(clock, draws, draws && !drawsInOrder);
  }

  /** Rows given one by one, or changed one by one without a look at others. */
  private static boolean isSimple(EngineStatement statement) {
    if (statement.kind() != StatementKind.WRITE || statement.target().isEmpty()) {
      return false;
    }
    List<Token> tokens = statement.tokens();
    return switch (statement.command()) {
      case "INSERT" ->
          tokens.stream()
              .noneMatch(t -> t.isWord("select") || t.isWord("from") || t.isWord("with"));
      case "UPDATE" ->
          tokens.stream()
              .noneMatch(t -> t.isWord("select") || t.isWord("from") || t.isWord("with"));
      case "DELETE" ->
          tokens.stream()
              .noneMatch(t -> t.isWord("select") || t.isWord("using") || t.isWord("with"));
      case "TRUNCATE TABLE" -> true;
      default -> false;
    };
  }

  /** Everything that is called, by a word or by parentheses after it. */
  private static Set<String> calls(EngineStatement statement, Set<String> planned) {
    Set<String> calls = new HashSet<>(planned);
    List<Token> tokens = statement.tokens();
    int columns = columnList(tokens);
    for (int at = 0; at < tokens.size(); at++) {
      Token token = tokens.get(at);
      if (!token.isName() || at + 1 == columns) {
        continue;
      }
      String word = token.value().toLowerCase(Locale.ROOT);
      boolean called = at + 1 < tokens.size() && tokens.get(at + 1).isSymbol("(");
      if (called || CLOCK.contains(word)) {
        // A qualified name goes past what stands in for the clock and for sequences.
        boolean qualified = at > 0 && tokens.get(at - 1).isSymbol(".");
        calls.add(qualified ? '.' + word : word);
      }
    }
    return calls;
  }

  /** Returns the index of the parenthesis before the columns of INSERT INTO t (...), else -1. */
  private static int columnList(List<Token> tokens) {
    int into = 0;
    while (into < tokens.size() && !tokens.get(into).isWord("into")) {
      into++;
    }
    int at = into + 1;
    while (at + 2 < tokens.size() && tokens.get(at + 1).isSymbol(".")) {
      at += 2;
    }
    return at + 1 < tokens.size() && tokens.get(at + 1).isSymbol("(") ? at + 1 : -1;
  }
}
