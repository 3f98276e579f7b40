// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.core.session.PreparedStatement;
import dev.mynah.server.pgwire.types.PgType;
import dev.mynah.spi.data.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * A prepared statement under the name that a client gave it. It lives until it is dropped and the
 * last portal made from it is closed.
 */
final class NamedStatement {
  private final String name;
  private final String text;
  private final PreparedStatement statement;
  private final List<Integer> parameterOids;
  private int users = 1;

  NamedStatement(
      String name, String text, PreparedStatement statement, List<Integer> declaredOids) {
    this.name = name;
    this.text = text;
    this.statement = statement;
    this.parameterOids = parameterOids(statement.parameterTypes(), declaredOids);
  }

  private static List<Integer> parameterOids(List<DataType> types, List<Integer> declaredOids) {
    List<Integer> oids = new ArrayList<>();
    for (int index = 0; index < types.size(); index++) {
      int declared = index < declaredOids.size() ? declaredOids.get(index) : 0;
      oids.add(declared == 0 ? PgType.of(types.get(index)).oid() : declared);
    }
    return List.copyOf(oids);
  }

  String name() {
    return name;
  }

  String text() {
    return text;
  }

  PreparedStatement statement() {
    return statement;
  }

  /** Returns what the client said of a parameter, else its type's number. */
  List<Integer> parameterOids() {
    return parameterOids;
  }

  void use() {
    users++;
  }

  void release() {
    users--;
    if (users == 0) {
      statement.close();
    }
  }
}
