// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.rewrite;

import dev.mynah.spi.data.ArrayText;
import dev.mynah.spi.engine.Identifiers;
import dev.mynah.sql.tree.Token;
import dev.mynah.sql.tree.TokenKind;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's text form of arrays, {@code {a,"b c",NULL,{x}}}. */
final class ArrayLiteral {
  private final String text;
  private int next = 1;

  private ArrayLiteral(String text) {
    this.text = text;
  }

  /** Tells whether a literal has the form of an array. */
  static boolean isOne(Token token) {
    String text = token.value();
    return token.kind() == TokenKind.STRING && text.startsWith("{") && text.endsWith("}");
  }

  /** Tells whether a literal is an array to its end, and so no object of JSON with members. */
  static boolean isParsable(Token token) {
    try {
      ArrayText.parse(token.value());
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns the literal as a list of texts, which the engine casts to other types. */
  static String toList(Token literal) {
    return new ArrayLiteral(literal.value().strip()).list();
  }

  /** Returns the elements of an array without arrays inside it. */
  static List<String> elements(String text) {
    ArrayLiteral literal = new ArrayLiteral(text.strip());
    List<String> elements = new ArrayList<>();
    while (!literal.atEnd()) {
      elements.add(literal.element());
      literal.pass(',');
    }
    return elements;
  }

  private String list() {
    StringBuilder list = new StringBuilder("[");
    String separator = "";
    while (!atEnd()) {
      list.append(separator);
      separator = ", ";
      if (text.charAt(next) == '{') {
        next++;
        list.append(list());
      } else {
        boolean quoted = text.charAt(next) == '"';
        String element = element();
        boolean isNull = !quoted && element.equalsIgnoreCase("null");
        list.append(isNull ? "NULL" : Identifiers.literal(element));
      }
      pass(',');
    }
    next++;
    return list.append(']').toString();
  }

  private boolean atEnd() {
    while (next < text.length() && text.charAt(next) == ' ') {
      next++;
    }
    return next >= text.length() || text.charAt(next) == '}';
  }

  private void pass(char separator) {
    if (!atEnd() && text.charAt(next) == separator) {
      next++;
    }
  }

  private String element() {
    StringBuilder element = new StringBuilder();
    boolean quoted = text.charAt(next) == '"';
    if (quoted) {
      next++;
    }
    while (next < text.length()) {
      char c = text.charAt(next);
      if (quoted ? c == '"' : c == ',' || c == '}') {
        break;
      }
      if (c == '\\' && next + 1 < text.length()) {
        next++;
      }
      element.append(text.charAt(next++));
    }
    if (quoted) {
      next++;
      return element.toString();
    }
    return element.toString().strip();
  }
}
