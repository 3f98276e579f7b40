// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.tests.savepoint.SavepointScripts;
import dev.mynah.tests.server.BothServers;
import dev.mynah.tests.server.TestedServer.QueryMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Random blocks with savepoints do here what they do in PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SavepointsTest {
  private static final int FEW = Integer.getInteger("mynah.scripts", 50);
  private static final int MANY = 500;
  private static final long FIRST_SEED = Long.getLong("mynah.seed", 1);

  private @Nullable BothServers servers;

  @BeforeAll
  void start(@TempDir Path folder) {
    servers = BothServers.start(folder);
  }

  @AfterAll
  void stop() {
    if (servers != null) {
      servers.close();
    }
  }

  @Test
  void scriptsLeaveWhatPostgresLeaves() throws SQLException {
    compare(FIRST_SEED, FEW);
  }

  @Test
  @Tag("nightly")
  void manyScriptsLeaveWhatPostgresLeaves() throws SQLException {
    compare(FIRST_SEED + FEW, MANY);
  }

  private void compare(long first, int count) throws SQLException {
    for (QueryMode mode : QueryMode.values()) {
      try (Connection ours = Objects.requireNonNull(servers).mynah().connect(mode);
          Connection theirs = Objects.requireNonNull(servers).postgres().connect(mode)) {
        for (long seed = first; seed < first + count; seed++) {
          SavepointScripts.Answers answers = SavepointScripts.run(seed, ours, theirs);
          assertThat(answers.ours()).as("seed %d, %s", seed, mode).isEqualTo(answers.theirs());
        }
      }
    }
  }
}
