// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.core.secret.AccessTokens;
import dev.mynah.core.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccessTokensTest {
  @TempDir private Path folder = Path.of("");

  private static void run(Session session, String text) {
    try (Session.Script script = session.script(text)) {
      for (var result = script.next(); result != null; result = script.next()) {
        result.close();
      }
    }
  }

  @Test
  void followTheirUserAndEndWithHim() {
    Path data = folder.resolve("data");
    try (Datastore datastore = Datastore.open(DatastoreOptions.onDisk(data));
        Session session = datastore.connect("mynah", notice -> {})) {
      AccessTokens tokens = new AccessTokens(datastore.secrets());
      assertThat(tokens.areNew()).isTrue();
      tokens.put("early bird", "before");
      assertThat(tokens.user("before")).contains("early bird");
      run(session, "CREATE USER \"early bird\"");
      assertThat(tokens.user("before")).as("made for nobody yet").isEmpty();
      tokens.put("early bird", "one");
      tokens.put("early bird", "two");
      tokens.put("mynah", "three");
      run(session, "ALTER USER \"early bird\" RENAME TO \"a:b%0A\"");
      assertThat(tokens.user("one")).contains("a:b%0A");
      run(session, "DROP USER \"a:b%0A\"");
      assertThat(tokens.user("one")).isEmpty();
      assertThat(tokens.user("two")).isEmpty();
      assertThat(tokens.user("three")).contains("mynah");
      assertThat(tokens.areNew()).isFalse();
    }
  }

  @Test
  void areKeptAsHashesThatOnlyTheOwnerReads() throws IOException {
    Path data = folder.resolve("data");
    String token = AccessTokens.random();
    try (Datastore datastore = Datastore.open(DatastoreOptions.onDisk(data))) {
      new AccessTokens(datastore.secrets()).put("mynah", token);
    }
    Path file = data.resolve("secret").resolve("http-tokens");
    assertThat(Files.readString(file)).contains(":mynah").doesNotContain(token);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void areNeverTheSame() {
    Set<String> made = new HashSet<>();
    for (int index = 0; index < 1000; index++) {
      made.add(AccessTokens.random());
    }
    assertThat(made).hasSize(1000).allMatch(token -> token.matches("[A-Za-z0-9_-]{43}"));
  }

  @Test
  void meanNobodyWhenTheyAreWrong() {
    try (Datastore datastore = Datastore.open(DatastoreOptions.onDisk(folder.resolve("data")))) {
      AccessTokens tokens = new AccessTokens(datastore.secrets());
      assertThat(tokens.user("")).isEmpty();
      assertThat(tokens.remove("mynah")).isZero();
      tokens.put("mynah", "right");
      assertThat(tokens.user("")).isEmpty();
      assertThat(tokens.user("Right")).isEmpty();
      assertThat(tokens.user("right\n")).isEmpty();
      assertThat(tokens.remove("mynah")).isEqualTo(1);
      assertThat(tokens.user("right")).isEmpty();
    }
  }
}
