// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.core.access.FileFunctions;
import dev.mynah.core.access.FunctionClasses;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FunctionClassesTest {
  @Test
  void sortsEveryFunctionOfTheEngine() {
    try (Datastore datastore = Datastore.open(DatastoreOptions.inMemory());
        TestClient client = new TestClient(datastore)) {
      List<String> unsorted =
          client
              .rows(
                  "SELECT DISTINCT function_name FROM duckdb_functions() WHERE internal"
                      + " AND function_name SIMILAR TO '[A-Za-z_0-9]+'"
                      + " AND function_name NOT LIKE '^_mynah%' ESCAPE '^' ORDER BY 1")
              .stream()
              .map(row -> (String) Objects.requireNonNull(row.getFirst()))
              .filter(name -> !FileFunctions.isSorted(name))
              .filter(name -> FunctionClasses.of(name).isEmpty())
              .toList();
      assertThat(unsorted).isEmpty();
    }
  }
}
