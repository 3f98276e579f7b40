// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {
  private static List<String> values(String text) {
    return Tokenizer.tokenize(text).stream().map(Token::value).toList();
  }

  private static Token only(String text) {
    List<Token> tokens = Tokenizer.tokenize(text);
    assertThat(tokens).hasSize(1);
    assertThat(tokens.getFirst().start()).isZero();
    assertThat(tokens.getFirst().end()).isEqualTo(text.length());
    return tokens.getFirst();
  }

  @Test
  void foldsOnlyPlainLettersOfNamesWithoutQuotes() {
    assertThat(only("FooÄß_1$x")).isEqualTo(new Token(TokenKind.IDENTIFIER, 0, 9, "fooÄß_1$x"));
  }

  @Test
  void keepsQuotedNamesAndHalvesDoubledQuotes() {
    assertThat(only("\"A \"\"b\"\"\"").value()).isEqualTo("A \"b\"");
  }

  @Test
  void decodesUnicodeNamesAndTexts() {
    // The examples of PostgreSQL's manual, 4.1.1 and 4.1.2.3.
    assertThat(only("U&\"d\\0061t\\+000061\"").value()).isEqualTo("data");
    assertThat(only("U&\"d!0061t!+000061\" UESCAPE '!'").value()).isEqualTo("data");
    assertThat(only("u&'\\0441\\043B\\043E\\043D'").value()).isEqualTo("слон");
    assertThat(only("U&'\\D83D\\DE00'").value()).isEqualTo("😀");
    assertThat(only("U&'a\\\\b'").value()).isEqualTo("a\\b");
  }

  @Test
  void decodesEscapes() {
    assertThat(only("E'a\\nb\\t\\'\\\\''\\x41\\101\\u00e4\\U0001F600\\q'").value())
        .isEqualTo("a\nb\t'\\'AAä😀q");
    assertThat(only("e'\\xc3\\xa4\\303\\244'").value()).isEqualTo("ää");
    assertThat(only("E'\\uD83D\\uDE00'").value()).isEqualTo("😀");
  }

  @Test
  void leavesBackslashesAloneInPlainTexts() {
    assertThat(only("'a\\'").value()).isEqualTo("a\\");
    assertThat(only("N'x''y'").value()).isEqualTo("x'y");
  }

  @Test
  void joinsTextsThatALineBreakParts() {
    assertThat(only("'foo'\n'bar'").value()).isEqualTo("foobar");
    assertThat(only("'foo' -- it's\n  'bar'\n'' \n 'x''y'").value()).isEqualTo("foobarx'y");
    assertThat(only("E'a\\''\n'\\'b'").value()).isEqualTo("a''b");
    assertThat(values("'foo' 'bar'")).containsExactly("foo", "bar");
    assertThat(values("'foo' /* no */\n'bar'")).containsExactly("foo", "bar");
  }

  @Test
  void readsDollarQuotes() {
    assertThat(only("$$it's$$").value()).isEqualTo("it's");
    assertThat(only("$a$ $b$ $$ $b$ $a$").value()).isEqualTo(" $b$ $$ $b$ ");
    assertThat(values("a$$b$$c")).containsExactly("a$$b$$c");
    assertThat(values("$1+$22")).containsExactly("1", "+", "22");
  }

  @Test
  void readsBitStrings() {
    assertThat(only("B'101'")).isEqualTo(new Token(TokenKind.BIT_STRING, 0, 6, "b101"));
    assertThat(only("x'1F'").value()).isEqualTo("x1F");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"42", "3.5", "4.", ".001", "5e2", "1.925e-3", "0x42F", "0o273", "0b101", "1_500"})
  void readsNumbersInOnePiece(String number) {
    assertThat(only(number).kind()).isEqualTo(TokenKind.NUMBER);
    assertThat(only(number).value()).isEqualTo(number);
  }

  @Test
  void endsNumbersBeforeRangesAndSigns() {
    assertThat(values("1..10")).containsExactly("1", "..", "10");
    assertThat(values("1-1")).containsExactly("1", "-", "1");
    assertThat(values("t.1")).containsExactly("t", ".1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "a=-1 ~ a,=,-,1",
        "a<>-1 ~ a,<>,-,1",
        "a@-1 ~ a,@-,1",
        "a->>'b' ~ a,->>,b",
        "a*--x ~ a,*",
        "a+/*x*/-b ~ a,+,-,b",
        "a*+-+b ~ a,*,+,-,+,b",
        "a|| - b ~ a,||,-,b",
        "x::int ~ x,::,int",
        "f(a:=1,b=>2) ~ f,(,a,:=,1,`,`,b,=>,2,)",
        "a[1:2] ~ a,[,1,:,2,]"
      })
  void cutsOperatorsAsPostgreSqlDoes(String text, String expected) {
    String joined = String.join(",", values(text));
    assertThat(joined).isEqualTo(expected.replace("`,`", ","));
  }

  @Test
  void passesNestedComments() {
    assertThat(values("a /* /* ; */ ' */ b -- c\nd")).containsExactly("a", "b", "d");
    assertThat(values("/*/ */ a")).containsExactly("a");
    assertThat(values("/***/ a /**/")).containsExactly("a");
  }

  @Test
  void pointsIntoTheText() {
    assertThat(Tokenizer.tokenize("  a 'b'"))
        .containsExactly(
            new Token(TokenKind.IDENTIFIER, 2, 3, "a"), new Token(TokenKind.STRING, 4, 7, "b"));
    assertThat(Tokenizer.tokenize("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "a 'b ~ unterminated quoted string ~ 3",
        "a E'b\\' ~ unterminated quoted string ~ 3",
        "a \"b ~ unterminated quoted identifier ~ 3",
        "a $x$ b $y$ ~ unterminated dollar-quoted string ~ 3",
        "a /* b /* */ ~ unterminated comment ~ 3",
        "a B'1 ~ unterminated bit string literal ~ 3",
        "a X'1 ~ unterminated hexadecimal string literal ~ 3",
        "a \"\" ~ zero-length delimited identifier at or near \"\"\"\" ~ 3",
        "a 1b ~ trailing junk after numeric literal at or near \"1b\" ~ 3",
        "a 1e ~ trailing junk after numeric literal at or near \"1e\" ~ 3",
        "a 0x ~ trailing junk after numeric literal at or near \"0x\" ~ 3",
        "a 1_ ~ trailing junk after numeric literal at or near \"1_\" ~ 3",
        "a $1b ~ trailing junk after parameter at or near \"$1b\" ~ 3",
        "a E'\\u12' ~ invalid Unicode escape ~ 5",
        "a E'\\uD83D' ~ invalid Unicode surrogate pair ~ 5",
        "a E'\\U00110000' ~ invalid Unicode escape value ~ 5",
        "a E'\\xff' ~ invalid byte sequence for encoding \"UTF8\" ~ 9",
        "a U&'\\12' ~ invalid Unicode escape ~ 3",
        "a U&'\\DE00' ~ invalid Unicode surrogate pair ~ 3",
        "a U&'\\0000' ~ invalid Unicode escape value ~ 3",
        "a U&'' UESCAPE '+' ~ invalid Unicode escape character ~ 16",
        "a U&'' UESCAPE b ~ UESCAPE must be followed by a simple string literal ~ 16",
        "😀 'b ~ unterminated quoted string ~ 3"
      })
  void refusesWhatPostgreSqlRefuses(String text, String message, int position) {
    DatastoreException error =
        catchThrowableOfType(DatastoreException.class, () -> Tokenizer.tokenize(text));
    assertThat(error.message()).isEqualTo(message);
    assertThat(error.code()).isEqualTo(ErrorCode.SYNTAX_ERROR);
    assertThat(error.position()).isEqualTo(position);
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.SECONDS)
  void takesLinearTimeForHostileTexts() {
    int length = 2_000_000;
    assertThat(Tokenizer.tokenize("+".repeat(1) + "*+".repeat(length / 2))).isNotEmpty();
    assertThat(Tokenizer.tokenize("=" + "+".repeat(length))).hasSize(length + 1);
    assertThat(Tokenizer.tokenize("(".repeat(length))).hasSize(length);
    assertThat(Tokenizer.tokenize("'a'\n".repeat(length / 4))).hasSize(1);
    assertThat(Tokenizer.tokenize("$a ".repeat(length / 3))).hasSize(length / 3 * 2);
    assertThatThrownBy(() -> Tokenizer.tokenize("/*".repeat(length / 2)))
        .isInstanceOf(DatastoreException.class);
    assertThatThrownBy(() -> Tokenizer.tokenize("$" + "a$".repeat(length / 2) + " $b$"))
        .isInstanceOf(DatastoreException.class);
  }
}
