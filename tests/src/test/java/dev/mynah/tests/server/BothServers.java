// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;

/** Mynah beside PostgreSQL, for tests which compare them. */
public record BothServers(LocalServer mynah, PostgresServer postgres) implements AutoCloseable {
  /** Starts both; the tests are skipped where PostgreSQL is not installed. */
  public static BothServers start(Path folder) {
    Optional<Path> programs = PostgresServer.programs();
    assumeTrue(programs.isPresent(), PostgresServer.MISSING);
    PostgresServer postgres = PostgresServer.start(programs.orElseThrow());
    return new BothServers(new LocalServer(folder.resolve("data")), postgres);
  }

  @Override
  public void close() {
    mynah.close();
    postgres.close();
  }
}
