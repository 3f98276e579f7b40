// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random messages around INSERTs of one row: runs of them long and short, with keys that are there
 * already, values that break a rule or are none of the type, other statements, Describe and Flush
 * between them. The same seed gives the same messages.
 */
public final class PipelineScript {
  /** What the tables are to hold alike. */
  public static final List<String> QUERIES =
      List.of(
          "SELECT id, v, name, price, day FROM items ORDER BY id",
          "SELECT v FROM numbered ORDER BY n",
          "SELECT id, parent FROM tree ORDER BY id");

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE items (id INTEGER PRIMARY KEY, v SMALLINT CHECK (v < 900), name TEXT,"
              + " price NUMERIC(8, 2), day DATE)",
          "CREATE TABLE numbered (n SERIAL, v INTEGER NOT NULL)",
          "CREATE TABLE tree (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES tree (id))");

  private static final List<String> STATEMENTS =
      List.of(
          "INSERT INTO items (id, v, name, price, day) VALUES ($1, $2, $3, $4, $5)",
          "INSERT INTO numbered (v) VALUES ($1)",
          "INSERT INTO tree VALUES ($1, $2)",
          "UPDATE items SET v = v + 1 WHERE id = $1",
          "SELECT count(*) FROM items WHERE id < $1",
          "INSERT INTO items (id, v) VALUES ($1, 7) ON CONFLICT DO NOTHING",
          "INSERT INTO items (id, name) VALUES ($1, 'given') RETURNING id, name");

  private static final List<String> WORDS = Arrays.asList("a", "", "O'Hara", "äöü", "NULL");

  private final Random random;
  private int nextId;

  /** The row of the tree that was sent last, to which the next one refers. */
  private @Nullable String latest;

  public PipelineScript(long seed) {
    this.random = new Random(seed);
  }

  /** Sends the script and returns all answers. */
  public List<String> run(PipelineClient client) {
    List<String> answers = new ArrayList<>();
    for (String table : TABLES) {
      client.ask("DROP TABLE IF EXISTS " + table.split(" ", 4)[2]);
      answers.addAll(client.ask(table));
    }
    for (int index = 0; index < STATEMENTS.size(); index++) {
      client.parse("s" + index, STATEMENTS.get(index));
    }
    answers.addAll(client.sync().answers(1));
    boolean inBlock = random.nextBoolean();
    if (inBlock) {
      answers.addAll(client.ask("BEGIN"));
    }
    for (int series = 1 + random.nextInt(4); series > 0; series--) {
      int parts = answers.getLast().equals("Z E") ? 0 : 1 + random.nextInt(4);
      for (int part = 0; part < parts; part++) {
        addPart(client);
      }
      answers.addAll(client.sync().answers(1));
      if (inBlock && random.nextInt(3) == 0) {
        answers.addAll(client.ask(random.nextInt(3) == 0 ? "SAVEPOINT s" : "ROLLBACK TO s"));
      }
    }
    answers.addAll(client.ask(random.nextInt(4) == 0 ? "ROLLBACK" : "COMMIT"));
    for (int index = 0; index < STATEMENTS.size(); index++) {
      answers.addAll(client.ask("DEALLOCATE s" + index));
    }
    return answers;
  }

  private void addPart(PipelineClient client) {
    int statement = random.nextInt(3) == 0 ? random.nextInt(STATEMENTS.size()) : random.nextInt(3);
    int rows = statement > 2 ? 1 + random.nextInt(3) : 1 << random.nextInt(9);
    int troubles = random.nextInt(4) == 0 ? rows : 0;
    for (int row = 0; row < rows; row++) {
      boolean trouble = troubles > 0 && random.nextInt(troubles) == 0;
      addRow(client, statement, values(statement, trouble));
    }
  }

  private void addRow(PipelineClient client, int statement, List<@Nullable String> values) {
    int kind = random.nextInt(60);
    String portal = kind == 0 ? "p" + nextId++ : "";
    client.bind(portal, "s" + statement, values);
    switch (kind) {
      case 1, 2 -> client.describePortal(portal);
      case 3 -> client.describePortal(portal).describePortal(portal);
      case 4 -> client.bind(portal, "s" + statement, values);
      case 5 -> client.flush();
      default -> {}
    }
    client.execute(portal);
    if (kind == 6) {
      client.flush();
    } else if (kind == 7 && random.nextInt(8) == 0) {
      client.execute(portal);
    } else if (kind == 8) {
      client.closePortal(portal);
    }
  }

  private List<@Nullable String> values(int statement, boolean trouble) {
    boolean repeated = trouble && random.nextBoolean();
    String id = Integer.toString(repeated ? nextId / 2 : nextId++);
    // One row breaks one rule, as the order in which rules are looked at is the server's.
    return switch (statement) {
      case 0 -> item(id, trouble && !repeated);
      case 1 -> {
        String v = trouble ? null : id;
        yield Arrays.asList(v);
      }
      case 2 -> {
        String parent = random.nextInt(5) == 0 ? null : trouble && !repeated ? "-1" : latest;
        latest = id;
        yield Arrays.asList(id, parent);
      }
      default -> List.of(trouble ? "none" : id);
    };
  }

  private List<@Nullable String> item(String id, boolean trouble) {
    String day = "2%03d-01-%02d".formatted(random.nextInt(1000), 1 + random.nextInt(28));
    int kind = trouble ? random.nextInt(6) : 6;
    String v = kind == 0 ? "901" : kind == 1 ? "99999" : Integer.toString(random.nextInt(800));
    String price = kind == 2 ? "1234567.89" : random.nextInt(100_000) + ".505";
    return Arrays.asList(
        kind == 3 ? null : id,
        random.nextInt(9) == 0 ? null : v,
        random.nextInt(9) == 0 ? null : WORDS.get(random.nextInt(WORDS.size())),
        random.nextInt(9) == 0 ? null : price,
        kind == 4 ? "2023-02-30" : random.nextInt(9) == 0 ? null : day);
  }
}
