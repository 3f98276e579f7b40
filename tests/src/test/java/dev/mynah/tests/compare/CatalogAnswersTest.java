// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mynah.tests.TestTree;
import dev.mynah.tests.server.BothServers;
import dev.mynah.tests.server.TestedServer.QueryMode;
import dev.mynah.tests.server.WireClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What psql and JDBC ask of the catalog is answered as PostgreSQL answers it. */
@Timeout(300)
class CatalogAnswersTest {
  private static final Path CLIENTS = TestTree.root().resolveSibling("shared").resolve("clients");

  /** Which schemas are made at random. */
  private static final List<Long> SEEDS =
      Stream.of(System.getProperty("mynah.seeds", "608").split(",", -1))
          .map(Long::valueOf)
          .toList();

  @TempDir private Path folder;

  @Test
  void answersAreThoseOfPostgresButForWhatIsListed() throws Exception {
    assumeTrue(
        Files.isDirectory(CLIENTS), "the recorded traffic of clients is not beside the tree");
    KnownDifferences known = new KnownDifferences(lines("differences.txt"));
    List<String> found = new ArrayList<>();
    try (BothServers both = BothServers.start(folder.resolve("recorded"))) {
      RecordedSchema schema =
          RecordedSchema.read(CLIENTS.resolve("schema_postgres.sql"), lines("schema.txt"));
      try (WireClient ours = new WireClient(both.mynah())) {
        schema
            .refused()
            .forEach((sql, state) -> assertThat(ours.stateOf(sql)).as(sql).isEqualTo(state));
      }
      found.addAll(make(both, schema.statements()));
      found.addAll(compare(both, known));
    }
    for (long seed : SEEDS) {
      try (BothServers both = BothServers.start(folder.resolve("seed" + seed))) {
        List<String> differences = make(both, RandomSchema.statements(seed));
        differences.addAll(compare(both, known));
        differences.forEach(difference -> found.add("seed %d, %s".formatted(seed, difference)));
      }
    }
    assertThat(found).as("differences").isEmpty();
    assertThat(known.unseen()).as("listed, and no longer different").isEmpty();
  }

  /** Makes a schema on both, and returns what only one of them takes. */
  private static List<String> make(BothServers both, List<String> statements) throws SQLException {
    List<String> found = new ArrayList<>();
    try (WireClient ours = new WireClient(both.mynah());
        WireClient theirs = new WireClient(both.postgres())) {
      for (String statement : statements) {
        String our = ours.stateOf(statement);
        String their = theirs.stateOf(statement);
        if (!our.equals(their)) {
          found.add("%s instead of %s: %s".formatted(our, their, statement));
        }
      }
    }
    return found;
  }

  private static List<String> compare(BothServers both, KnownDifferences known)
      throws SQLException {
    List<Subject> subjects;
    try (WireClient postgres = new WireClient(both.postgres())) {
      subjects = Subject.some(postgres);
    }
    List<String> found = new ArrayList<>();
    for (QueryMode mode : QueryMode.values()) {
      String client =
          switch (mode) {
            case SIMPLE -> "psql";
            case EXTENDED -> "pgjdbc";
          };
      List<RecordedStatement> statements =
          RecordedStatement.read(client, CLIENTS.resolve(client + ".sql"));
      found.addAll(new Comparison(both, mode, known).run(statements, subjects));
    }
    return found;
  }

  private static List<String> lines(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(CatalogAnswersTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }
}
