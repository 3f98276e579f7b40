// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import java.util.List;
import java.util.Random;

/**
 * Makes scripts out of what is hard to split. Every script closes what it opens and ends in a
 * semicolon. There are no backslash commands and no variables, which are psql's own, and no empty
 * lines outside quotes, which psql drops.
 */
final class ScriptGenerator {
  private static final List<String> PIECES =
      List.of(
          "';'",
          "'it''s;'",
          "'\\'",
          "E'\\';' ,",
          "e'\\\\' ,",
          "E'a''\\';' ,",
          "U&'\\0061;'",
          "n';'",
          "b';'",
          "x'\\'",
          "'a' \n ';b'",
          "'multi\n\n;line'",
          "\";\"",
          "\"a\"\";\"",
          "U&\"\\0061;\"",
          "$$;$$",
          "$a$;$$;$b$;$a$",
          "$_1$ ' ; $_1$",
          "$ä$;\n\n'$ä$",
          "a$$b$$",
          "$1",
          "$1$$;$$",
          "/* ; */",
          "/* /* ' */ ; */",
          "/*/ ; */",
          "/***;***/",
          "/* \" \n\n $$ */",
          "-- ;'\n",
          "--\n",
          "-- /* ;\n",
          "+/* ; */-",
          "*-- ;\n",
          "@-- '\n",
          "= -1",
          "- -1",
          "::int",
          "1.5e3",
          "1..2",
          ".5",
          "0x1F",
          "a.b",
          "a[1:2]",
          "[",
          "]",
          "{",
          "}",
          ",",
          "select",
          "or",
          "replace",
          "table",
          "atomic",
          "ä;",
          "-",
          "/",
          "*",
          "|| ';' ||");
  private static final List<String> NESTING =
      List.of("(", ")", "(", ")", "begin", "end", "case", "Begin", "END");
  private static final List<String> HEADS =
      List.of(
          "create function f() ",
          "create or replace procedure p ",
          "CREATE OR replace FUNCTION ",
          "create table function ",
          "create or function ",
          "create ",
          "begin ",
          "function create ",
          "/* c */ create -- x\n function f ",
          "create \"x\" function ");
  private static final List<String> GAPS = List.of(" ", " ", " ", "\n", "\t", "  \n ");

  private final Random random;

  ScriptGenerator(long seed) {
    random = new Random(seed);
  }

  String script() {
    StringBuilder script = new StringBuilder();
    int statements = 1 + random.nextInt(4);
    for (int i = 0; i < statements; i++) {
      statement(script);
    }
    return script.toString();
  }

  private void statement(StringBuilder script) {
    int parentheses = 0;
    int blocks = 0;
    if (random.nextInt(3) == 0) {
      script.append(any(HEADS));
    }
    int pieces = random.nextInt(12);
    for (int i = 0; i < pieces; i++) {
      String piece = piece();
      parentheses += piece.equals("(") ? 1 : 0;
      blocks += piece.equals("case") || piece.equalsIgnoreCase("begin") ? 1 : 0;
      script.append(piece);
      boolean atLineStart = piece.endsWith("\n");
      script.append(atLineStart ? "" : any(GAPS));
    }
    script.append(")".repeat(parentheses)).append(" end".repeat(blocks + 1)).append(any(ENDS));
  }

  private static final List<String> ENDS = List.of(";", " ;", "; ", ";\n", ";-- x\n", ";/* x */ ");

  private String piece() {
    return switch (random.nextInt(10)) {
      case 0, 1 -> any(NESTING);
      case 2 -> ";";
      case 3 -> "w" + random.nextInt(100);
      default -> any(PIECES);
    };
  }

  private String any(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
