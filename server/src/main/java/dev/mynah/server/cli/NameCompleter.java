// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.server.cli.KnownNames.Kind;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jline.reader.impl.DefaultParser;

/** Completes words of SQL, names of what there is, and commands with a backslash. */
final class NameCompleter implements Completer {
  private static final List<String> KEYWORDS =
      List.of(
          """
          ALTER ANALYZE AND AS ASC AUTO BEGIN BETWEEN BY CANCEL CASE CAST COMMENT COMMIT COPY COST \
          CREATE CROSS DEFAULT DELETE DESC DISTINCT DROP ELSE END EVALUATE EXECUTE EXISTS EXPLAIN \
          FALSE FROM FULL FUNCTION GRANT GROUP HAVING IGNORE ILIKE IN INDEX INNER INSERT INTO IS JOB \
          JOBS JOIN LEFT LIKE LIMIT MAX_RUNTIME MODEL MODEL_TYPE NOT NULL OBJECTIVE OFFSET ON OR \
          ORDER OUTER PRIMARY PROBLEM_TYPE REPLACE RETURNING REVOKE RIGHT ROLE ROLLBACK SAMPLE \
          SAVEPOINT SCHEMA SELECT SEQUENCE SET SETTINGS SHOW SPLIT TABLE TARGET TEMPORARY THEN TO \
          TRUE TRUNCATE UNION UNIQUE UPDATE USER USING VACUUM VALUES VIEW WAIT WEIGHT WHEN WHERE \
          WITH\
          """
              .split(" "));

  private static final Set<String> BEFORE_RELATIONS =
      Set.of("from", "join", "into", "update", "table", "view", "copy", "\\d", "\\dt", "\\dv");

  private static final Set<String> BEFORE_MODELS = Set.of("model", "\\dm");

  private static final List<String> COMMANDS = List.of("\\load", "\\x", "\\timing", "\\?", "\\q");

  private static final String BETWEEN_WORDS = "(),;=<>+-*/|";

  private final KnownNames names;

  NameCompleter(KnownNames names) {
    this.names = names;
  }

  /** Returns a parser that takes lines as they are typed, and words apart as SQL does. */
  static DefaultParser parser() {
    DefaultParser parser =
        new DefaultParser() {
          @Override
          public boolean isDelimiterChar(CharSequence text, int index) {
            return super.isDelimiterChar(text, index)
                || BETWEEN_WORDS.indexOf(text.charAt(index)) >= 0;
          }
        };
    parser.setEscapeChars(new char[0]);
    parser.setQuoteChars(new char[0]);
    return parser;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String word = line.word().substring(0, line.wordCursor());
    String before =
        line.wordIndex() == 0
            ? ""
            : line.words().get(line.wordIndex() - 1).toLowerCase(Locale.ROOT);
    matching(word, before).map(Candidate::new).forEach(candidates::add);
  }

  private Stream<String> matching(String word, String before) {
    if (word.startsWith("\\")) {
      return Stream.concat(
              COMMANDS.stream(), Arrays.stream(DescribeCommand.values()).map(DescribeCommand::word))
          .filter(command -> command.startsWith(word));
    }
    if (BEFORE_RELATIONS.contains(before)) {
      return beginning(word, names.of(Kind.RELATION));
    }
    if (BEFORE_MODELS.contains(before)) {
      return beginning(word, names.of(Kind.MODEL));
    }
    if (word.isEmpty()) {
      return Stream.of();
    }
    return Stream.of(
            keywords(word),
            beginning(word, names.of(Kind.COLUMN)),
            beginning(word, names.of(Kind.FUNCTION)),
            beginning(word, names.of(Kind.RELATION)))
        .flatMap(found -> found)
        .distinct();
  }

  /** Keywords are completed in the case in which they were begun. */
  private static Stream<String> keywords(String word) {
    boolean isLower = word.equals(word.toLowerCase(Locale.ROOT));
    return beginning(word, KEYWORDS)
        .map(keyword -> isLower ? keyword.toLowerCase(Locale.ROOT) : keyword);
  }

  private static Stream<String> beginning(String word, Collection<String> all) {
    return all.stream().filter(name -> name.regionMatches(true, 0, word, 0, word.length()));
  }
}
