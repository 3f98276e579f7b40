// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.core.Datastore;
import dev.mynah.core.DatastoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstUserTest {
  @TempDir private Path data = Path.of("");

  @Test
  void makesAUserWhomOnlyTheOwnerOfTheFolderKnows() throws IOException {
    Path pgpass = ensured();
    try (Datastore datastore = Datastore.open(DatastoreOptions.onDisk(data))) {
      assertThat(datastore.users().verifier("mynah")).isPresent();
      assertThat(datastore.users().verifier("root")).isEmpty();
    }
    assertThat(permissions(data.resolve("secret"))).isEqualTo("rwx------");
    assertThat(permissions(data.resolve("secret/users"))).isEqualTo("rw-------");
    assertThat(permissions(pgpass)).isEqualTo("rw-------");
  }

  @Test
  void writesThePasswordForEveryPortAndEachNameOfTheMachine() throws IOException {
    List<String> lines = Files.readAllLines(ensured());
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).matches("127\\.0\\.0\\.1:\\*:mynah:mynah:[A-Za-z0-9_-]{32}");
    assertThat(lines.get(1)).startsWith("localhost:*:mynah:mynah:");
    assertThat(lines.get(2)).startsWith("\\:\\:1:*:mynah:mynah:");
  }

  @Test
  void keepsThePasswordOfTheFirstStart() throws IOException {
    String first = Files.readString(ensured());
    assertThat(Files.readString(ensured())).isEqualTo(first);
  }

  @Test
  void keepsNoPasswordBesideItsVerifier() throws IOException {
    String password = Files.readAllLines(ensured()).getFirst().split(":", -1)[4];
    assertThat(Files.readString(data.resolve("secret/users")))
        .startsWith("mynah:SCRAM-SHA-256$")
        .doesNotContain(password);
  }

  private Path ensured() {
    try (Datastore datastore = Datastore.open(DatastoreOptions.onDisk(data))) {
      return FirstUser.ensure(datastore);
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
