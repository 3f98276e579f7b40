// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.parser;

import java.util.ArrayList;
import java.util.List;

/** Reads names of types, keeping them as written. */
final class TypeReader {
  private final TokenCursor cursor;

  TypeReader(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /** Passes {@code '(' type, ... ')'}. */
  List<String> typeList() {
    cursor.expectSymbol("(");
    List<String> types = new ArrayList<>();
    do {
      types.add(type());
    } while (cursor.takeSymbol(","));
    cursor.closeList();
    return types;
  }

  /** Passes one type: {@code double precision}, {@code numeric(10, 2)}, {@code int[]}. */
  String type() {
    int from = cursor.index();
    cursor.qualifiedName("a type");
    if (!cursor.take("precision")) {
      cursor.take("varying");
    }
    if (cursor.atSymbol("(")) {
      cursor.enclosed("a length");
    }
    if (!cursor.take("with", "time", "zone")) {
      cursor.take("without", "time", "zone");
    }
    while (cursor.takeSymbol("[")) {
      if (!cursor.atSymbol("]")) {
        NumberReader.count(cursor, "the length", 1);
      }
      cursor.expectSymbol("]");
    }
    return cursor.textBetween(from, cursor.index());
  }
}
