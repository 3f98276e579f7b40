// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.spi.error.DatastoreException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random histories of three sessions: what the blocks that committed have seen and left behind must
 * be what they see and leave when they run one after the other, in the order of their commits.
 */
class SerializabilityTest {
  private static final int SESSIONS = 3;
  private static final int STATEMENTS = 20;
  private static final String[] TABLES = {"a", "b", "c"};
  private static final String[] STATEMENT_FORMS = {
    "SELECT sum(v) FROM %1$s",
    "SELECT v FROM %1$s WHERE k = %3$d",
    "SELECT count(*) FROM %1$s_view",
    "UPDATE %1$s SET v = v + 1 WHERE k = %3$d",
    "UPDATE %1$s SET v = (SELECT sum(v) FROM %2$s) WHERE k = %3$d",
    "DELETE FROM %1$s WHERE k = %3$d AND (SELECT count(*) FROM %2$s) > 3",
    "INSERT INTO %1$s SELECT max(k) + 1, %3$d FROM %1$s",
    "INSERT INTO %1$s SELECT k + 100 + (SELECT max(k) FROM %1$s), v FROM %2$s WHERE k = %3$d",
  };
  private static final int READS = 3;

  /** A statement and what it answered. */
  private record Done(String statement, String answer) {}

  /** A transaction that committed, and its place in the order of commits. */
  private record Committed(long place, List<Done> statements) {}

  /** One session's part of a history. */
  private static final class Player {
    private final TestClient client;
    private final List<Done> block = new ArrayList<>();
    private boolean inBlock;
    private boolean wrote;
    private long snapshot = -1;
    private int left = STATEMENTS;

    Player(TestClient client) {
      this.client = client;
    }
  }

  private final List<Committed> committed = new ArrayList<>();
  private long commits;
  private int begun;
  private int kept;

  @Test
  void committedBlocksAreSerializable() {
    play(100);
    assertThat(kept).as("%d blocks", begun).isGreaterThanOrEqualTo(begun * 6 / 10);
  }

  @Test
  @Tag("nightly")
  void committedBlocksOfManyHistoriesAreSerializable() {
    play(1_000);
    assertThat(kept).as("%d blocks", begun).isGreaterThanOrEqualTo(begun * 6 / 10);
  }

  private void play(int histories) {
    try (Datastore datastore = Datastore.open(DatastoreOptions.inMemory());
        TestClient serial = new TestClient(datastore)) {
      List<TestClient> clients = new ArrayList<>();
      for (int index = 0; index < SESSIONS; index++) {
        clients.add(new TestClient(datastore));
      }
      for (int history = 0; history < histories; history++) {
        committed.clear();
        commits = 0;
        reset(serial, "live");
        reset(serial, "serial");
        play(clients, new Random(history));
        checkAgainstSerial(serial, history);
      }
      clients.forEach(TestClient::close);
    }
  }

  private static void reset(TestClient client, String schema) {
    client.run("CREATE SCHEMA IF NOT EXISTS " + schema);
    for (String table : TABLES) {
      client.run(
          "CREATE OR REPLACE TABLE %s.%s AS SELECT range AS k, range * 10 AS v FROM range(5)"
              .formatted(schema, table));
      client.run(
          "CREATE OR REPLACE VIEW %1$s.%2$s_view AS SELECT * FROM %1$s.%2$s WHERE v > 10"
              .formatted(schema, table));
    }
  }

  private void play(List<TestClient> clients, Random random) {
    List<Player> players = new ArrayList<>(clients.stream().map(Player::new).toList());
    players.forEach(player -> player.client.run("SET search_path = live"));
    while (!players.isEmpty()) {
      Player player = players.get(random.nextInt(players.size()));
      if (player.left == 0) {
        end(player, random);
        players.remove(player);
      } else {
        move(player, players, random);
      }
    }
  }

  private void move(Player player, List<Player> players, Random random) {
    if (!player.inBlock) {
      player.client.run("BEGIN");
      player.inBlock = true;
      begun++;
    } else if (random.nextInt(4) == 0) {
      end(player, random);
      return;
    }
    int form = random.nextInt(STATEMENT_FORMS.length);
    boolean write = form >= READS;
    if (write && !player.wrote && players.stream().anyMatch(other -> other.wrote)) {
      return; // It would wait for the slot: another session moves first.
    }
    String statement =
        STATEMENT_FORMS[form].formatted(
            TABLES[random.nextInt(TABLES.length)],
            TABLES[random.nextInt(TABLES.length)],
            random.nextInt(7));
    player.left--;
    if (player.snapshot < 0) {
      player.snapshot = commits;
    }
    String answer = answer(player.client, statement);
    if (answer == null) {
      player.client.run("ROLLBACK");
      forget(player);
    } else {
      player.wrote |= write;
      player.block.add(new Done(statement, answer));
    }
  }

  private static void forget(Player player) {
    player.inBlock = false;
    player.wrote = false;
    player.snapshot = -1;
    player.block.clear();
  }

  private void end(Player player, Random random) {
    if (player.inBlock) {
      if (random.nextInt(10) == 0) {
        player.client.run("ROLLBACK");
        begun--;
      } else if (player.client.run("COMMIT").equals("COMMIT")) {
        kept++;
        // A block that only reads belongs right after the last commit that it can see.
        long place = player.wrote ? ++commits * 2 : player.snapshot * 2 + 1;
        committed.add(new Committed(place, List.copyOf(player.block)));
      }
    }
    forget(player);
  }

  /** Returns what the statement answers, or null when it fails. */
  private static @Nullable String answer(TestClient client, String statement) {
    try {
      return statement.startsWith("SELECT")
          ? client.rows(statement).toString()
          : client.run(statement);
    } catch (DatastoreException e) {
      return null;
    }
  }

  private void checkAgainstSerial(TestClient client, int history) {
    client.run("SET search_path = serial");
    committed.sort(Comparator.comparingLong(Committed::place));
    for (Committed block : committed) {
      for (Done done : block.statements()) {
        assertThat(answer(client, done.statement()))
            .as("history %d, block %d: %s", history, block.place(), done.statement())
            .isEqualTo(done.answer());
      }
    }
    for (String table : TABLES) {
      assertThat(client.rows("SELECT * FROM live.%s ORDER BY k, v".formatted(table)))
          .as("history %d, table %s", history, table)
          .isEqualTo(client.rows("SELECT * FROM serial.%s ORDER BY k, v".formatted(table)));
    }
  }
}
