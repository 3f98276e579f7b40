// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.spi.error.DatastoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers are those of PostgreSQL 15. */
class JsonOperationsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "exists | \"foo\" | foo | true",
        "exists | 1 | 1 | false",
        "exists | [1] | 1 | false",
        "exists any | {\"a\":1} | \"{x,a}\" | true",
        "exists all | {\"a\":1} | [] | true",
        "contains | {\"a\":[1,2]} | {\"a\":[]} | true",
        "contains | [] | {} | false",
        "contains | [{\"a\":1,\"b\":2}] | [{\"b\":2}] | true",
        "contains | {\"a\":null} | {\"a\":null} | true",
        "contains | [1,[2]] | 2 | false",
        "concat | {\"b\":1} | [2] | [{\"b\": 1}, 2]",
        "concat | null | [] | [null]",
        "concat | {\"bb\":1,\"é\":2,\"a\":3} | {} | {\"a\": 3, \"bb\": 1, \"é\": 2}",
        "delete | [\"a\",1] | \"a\" | [1]",
        "delete | [1,2] | 5 | [1, 2]",
        "delete path | [1,2,3] | \"{-1}\" | [1, 2]",
        "delete path | {\"a\":1} | \"{x,y}\" | {\"a\": 1}",
        "get | {\"a\":[\"x\"]} | \"{a,0}\" | \"x\"",
        "get text | {\"a\":[\"x\"]} | [\"a\",\"0\"] | x"
      })
  void answersAsPostgres(String operation, String document, String argument, String expected) {
    assertThat(JsonOperations.run(operation, document, argument, "")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "set | [1,2] | \"{7}\" | [1, 2, 9]",
        "set | [1,2] | \"{-7}\" | [9, 1, 2]",
        "replace | [1,2] | \"{7}\" | [1, 2]",
        "set | {\"a\":1} | \"{b,c}\" | {\"a\": 1}",
        "set | {\"a\":1} | \"{}\" | {\"a\": 1}",
        "insert | [1,2] | \"{-1}\" | [1, 9, 2]",
        "insert after | [1,2] | \"{-1}\" | [1, 2, 9]"
      })
  void putsValuesAtPaths(String operation, String document, String path, String expected) {
    assertThat(JsonOperations.run(operation, document, path, "9")).isEqualTo(expected);
  }

  @Test
  void whatIsNotThereIsNull() {
    assertThat(JsonOperations.run("get", "[1]", "\"{a}\"", "")).isNull();
    assertThat(JsonOperations.run("get text", "{\"a\":null}", "\"{a}\"", "")).isNull();
  }

  @Test
  void keepsNumbersAndEscapes() {
    assertThat(JsonOperations.run("concat", "[1.50, 1e3]", "[\"\\u00e9\\n\\\"\"]", ""))
        .isEqualTo("[1.50, 1000, \"é\\n\\\"\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1] 2", "{a:1}", "nul"})
  void refusesWhatIsNoDocument(String text) {
    assertThatThrownBy(() -> JsonOperations.run("concat", text, "[]", ""))
        .isInstanceOf(DatastoreException.class)
        .hasMessage("invalid input syntax for type json");
  }
}
