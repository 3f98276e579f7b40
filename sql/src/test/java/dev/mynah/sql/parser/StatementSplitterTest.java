// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementSplitterTest {
  private static List<String> texts(String script) {
    return StatementSplitter.split(script).stream().map(SourceStatement::text).toList();
  }

  @Test
  void cutsAtSemicolonsAndKeepsTheLastStatement() {
    assertThat(texts("select 1; select 2 ;\n select 3"))
        .containsExactly("select 1", "select 2", "select 3");
  }

  @Test
  void leavesQuotedSemicolonsAlone() {
    assertThat(texts("select ';', \";\", $$;$$, $a$;$$;$a$, E'\\';'; select 2"))
        .containsExactly("select ';', \";\", $$;$$, $a$;$$;$a$, E'\\';'", "select 2");
  }

  @Test
  void countsParentheses() {
    assertThat(texts("create rule r as do (select 1; select 2); select 3"))
        .containsExactly("create rule r as do (select 1; select 2)", "select 3");
    assertThat(texts("select 1); select (2")).containsExactly("select 1)", "select (2");
  }

  @Test
  void keepsBodiesOfFunctionsTogether() {
    String function =
        "create or replace function f() returns int begin atomic"
            + " select 1; select case when true then 1 end; end";
    assertThat(texts(function + "; select 2")).containsExactly(function, "select 2");
    assertThat(texts("begin; select 1; end;")).containsExactly("begin", "select 1", "end");
    assertThat(texts("create table begin (a int); select 1"))
        .containsExactly("create table begin (a int)", "select 1");
  }

  @Test
  void skipsWhatHoldsNoStatement() {
    assertThat(texts(" ;; -- a;\n ; /* ; */ ;")).isEmpty();
    assertThat(texts("")).isEmpty();
    assertThat(texts("/* a */ select 1 /* b */ ; -- c")).containsExactly("select 1");
  }

  @Test
  void keepsWhatIsNotTerminated() {
    assertThat(texts("select 1; select 'a; b")).containsExactly("select 1", "select 'a; b");
    assertThat(texts("select 1; /* a; b")).containsExactly("select 1", "/* a; b");
  }

  @Test
  void countsCharactersBeforeAStatementAsErrorPositionsDo() {
    assertThat(StatementSplitter.split("select '😀'; select 2"))
        .containsExactly(
            new SourceStatement("select '😀'", 0), new SourceStatement("select 2", 12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"select 1;", "select 1; -- x", "select 1; /* x */ ", ";", "select ';'; select 2;"})
  void knowsACompleteText(String text) {
    assertThat(StatementSplitter.isComplete(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-- x;",
        "select 1",
        "select 1; select 2",
        "select ';",
        "select (1;",
        "select $$;",
        "select 1; /* ",
        "create function f() begin atomic select 1;"
      })
  void knowsAnIncompleteText(String text) {
    assertThat(StatementSplitter.isComplete(text)).isFalse();
  }
}
