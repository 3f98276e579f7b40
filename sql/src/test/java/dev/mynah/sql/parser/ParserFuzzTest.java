// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Throws anything at the way from text to statements: known inputs and random mixtures, and in an
 * execution of its own (see the pom) inputs that are searched by coverage.
 */
class ParserFuzzTest {
  private static final String SECRET = "qzxwvhunter2";
  private static final String WORDS =
      "CREATE OR REPLACE MODEL m FROM t TARGET y FUNCTION f SETTINGS ( ) , ; ' '' \" $$ $a$ /* */ --"
          + " \n E' U&' U&\" UESCAPE '!' 1 1.5 1e9 0x1F $1 SPLIT BY RANDOM FRACTIONS SEED SAMPLE ROWS"
          + " REFRESH ON CHANGE PERCENT EVERY '1h' COPY STDIN WITH CSV HEADER DELIMITER BEGIN ATOMIC"
          + " END CASE SELECT WITH AS INSERT INTO VALUES EXPLAIN ANALYZE SET x TO = SHOW ALL PASSWORD"
          + " 'a' IDENTIFIED BY SECRET API_KEY WAIT FOR JOB TIMEOUT \\ \\u \\x4 😀 ä \0 :: := .. . + -"
          + " * @ INDEX TABLE IF NOT EXISTS COMMENT EXPORT ROLLBACK CONNECTION USER ITEM";

  @FuzzTest(maxDuration = "15s")
  void failsOnlyWithDatastoreExceptions(@NotNull String text) {
    check(text);
  }

  @Test
  void withstandsRandomMixturesOfItsOwnWords() {
    Random random = new Random(8);
    List<String> words = List.of(WORDS.split(" ", -1));
    for (int i = 0; i < 40_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(25);
      for (int j = 0; j < length; j++) {
        text.append(words.get(random.nextInt(words.size())))
            .append(random.nextInt(4) == 0 ? "" : " ");
      }
      check(text.toString());
    }
  }

  static void check(String text) {
    checkTokens(text);
    checkStatements(text);
    checkRedaction(text);
  }

  private static void checkTokens(String text) {
    List<Token> tokens;
    try {
      tokens = Tokenizer.tokenize(text);
    } catch (DatastoreException wrong) {
      assertPosition(wrong, text);
      return;
    }
    int covered = 0;
    for (Token token : tokens) {
      assertThat(token.start()).isGreaterThanOrEqualTo(covered);
      assertThat(token.end()).isGreaterThan(token.start());
      assertBlank(text.substring(covered, token.start()), text);
      covered = token.end();
    }
    assertBlank(text.substring(covered), text);
  }

  /** What no token covers is blank once comments are gone. */
  private static void assertBlank(String gap, String text) {
    int first = 0;
    while (first < gap.length() && Characters.isSpace(gap.charAt(first))) {
      first++;
    }
    String rest = gap.substring(first);
    assertThat(rest.isEmpty() || rest.startsWith("--") || rest.startsWith("/*"))
        .as("the gap <<%s>> of <<%s>>", gap, text)
        .isTrue();
  }

  private static void checkStatements(String text) {
    int end = 0;
    for (SourceStatement statement : StatementSplitter.split(text)) {
      int index = text.offsetByCodePoints(0, statement.offset());
      assertThat(index).isGreaterThanOrEqualTo(end);
      assertThat(text.startsWith(statement.text(), index)).isTrue();
      end = index + statement.text().length();
      parse(statement.text());
    }
    parse(text);
    StatementSplitter.isComplete(text);
  }

  private static void parse(String text) {
    try {
      assertThat(SqlParser.parse(text)).isNotNull();
    } catch (DatastoreException wrong) {
      assertThat(wrong.message()).isNotBlank().doesNotContain("\n");
      assertPosition(wrong, text);
    }
  }

  private static void assertPosition(DatastoreException wrong, String text) {
    assertThat(wrong.position())
        .isBetween(DatastoreException.NO_POSITION, text.codePointCount(0, text.length()) + 1);
  }

  private static void checkRedaction(String text) {
    for (String announcement :
        List.of(" PASSWORD ", " identified by ", " SECRET ", " api_key = ")) {
      String planted = text + announcement + "'" + SECRET + "' " + text;
      if (!text.contains(SECRET) && isTextOfItsOwn(planted)) {
        assertThat(Redactor.redact(planted)).doesNotContain(SECRET);
      }
    }
  }

  /** False when quotes around make it a part of another text, or a name. */
  private static boolean isTextOfItsOwn(String planted) {
    try {
      return Tokenizer.tokenize(planted).stream()
          .anyMatch(token -> token.kind() == TokenKind.STRING && token.value().equals(SECRET));
    } catch (DatastoreException wrong) {
      return wrong.message().startsWith("unterminated");
    }
  }
}
