// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.tests.server.BothServers;
import dev.mynah.tests.server.TestedServer;
import dev.mynah.tests.server.WireClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** COPY in the binary format writes PostgreSQL's bytes, and reads them. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CopyBinaryTest {
  private static final String TABLE =
      "CREATE TABLE %s (b bool, s smallint, i int, l bigint, r real, d double precision,"
          + " n numeric(12,3), t text, v varchar(5), x bytea, u uuid, dt date, tm time,"
          + " ts timestamp, tz timestamptz, iv interval, j json, ai int[], at text[], ab bool[],"
          + " an numeric(12,3)[], adt date[], ats timestamp[], ax bytea[], au uuid[], al bigint[])";

  /** The head of the format: signature, flags, length of what more the head has. */
  private static final String HEAD = "5047434f50590aff0d0a00" + "00000000" + "00000000";

  /** The row (7, x). */
  private static final String ROW = "0002" + "00000004" + "00000007" + "00000001" + "78";

  private static final String END = "ffff";

  private BothServers servers;

  @BeforeAll
  void start(@TempDir Path folder) {
    servers = BothServers.start(folder);
  }

  @AfterAll
  void stop() {
    servers.close();
  }

  private static CopyManager copyOf(WireClient client) throws SQLException {
    return client.connection().unwrap(PGConnection.class).getCopyAPI();
  }

  private static byte[] out(WireClient client, String sql) throws SQLException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    copyOf(client).copyOut(sql, bytes);
    return bytes.toByteArray();
  }

  private static long in(WireClient client, String sql, byte[] bytes)
      throws SQLException, IOException {
    return copyOf(client).copyIn(sql, new ByteArrayInputStream(bytes));
  }

  private static WireClient filled(TestedServer server) throws SQLException, IOException {
    WireClient client = new WireClient(server);
    client.run(TABLE.formatted("k"));
    try (InputStream rows = CopyBinaryTest.class.getResourceAsStream("copy/rows.txt")) {
      assertThat(copyOf(client).copyIn("COPY k FROM STDIN", rows)).isEqualTo(4);
    }
    return client;
  }

  @Test
  void bothFormatsAreThoseOfPostgres() throws Exception {
    try (WireClient mynah = filled(servers.mynah());
        WireClient postgres = filled(servers.postgres())) {
      String query = "COPY (SELECT * FROM k ORDER BY i, d) TO STDOUT";
      assertThat(new String(out(mynah, query), UTF_8))
          .isEqualTo(new String(out(postgres, query), UTF_8));
      byte[] expected = out(postgres, query + " (FORMAT binary)");
      assertThat(new String(out(mynah, query + " WITH BINARY"), ISO_8859_1))
          .isEqualTo(new String(expected, ISO_8859_1));
      mynah.run(TABLE.formatted("again"));
      assertThat(in(mynah, "COPY BINARY again FROM STDIN", expected)).isEqualTo(4);
      assertThat(out(mynah, query.replace("FROM k", "FROM again") + " (FORMAT binary)"))
          .isEqualTo(expected);
    }
  }

  @Test
  void noRowsAreAHeadAndAnEnd() throws Exception {
    try (WireClient client = new WireClient(servers.mynah())) {
      client.run("CREATE OR REPLACE TABLE p (i INTEGER, t TEXT)");
      byte[] nothing = out(client, "COPY p TO STDOUT (FORMAT binary)");
      assertThat(HexFormat.of().formatHex(nothing)).isEqualTo(HEAD + END);
      assertThat(in(client, "COPY p FROM STDIN (FORMAT binary)", nothing)).isZero();
    }
  }

  /** What PostgreSQL says to the same bytes, but that 08P01 is 22P03 here. */
  @ParameterizedTest
  @CsvSource({
    "HEAD ROW END, 00000, 1",
    "HEAD ROW, 00000, 1",
    "HEAD, 00000, 0",
    "5047434f50590aff0d0a00 00000005 00000002 abcd ROW, 00000, 1",
    "5047434f50590aff0d0a01 00000000 00000000 ROW END, 22P04, signature not recognized",
    "5047434f5059, 22P04, signature not recognized",
    "5047434f50590aff0d0a00 00010000 00000000 ROW, 22P04, WITH OIDS",
    "5047434f50590aff0d0a00 00020000 00000000 ROW, 22P04, unrecognized critical flags",
    "5047434f50590aff0d0a00 00000000 ffffffff ROW, 22P04, missing length",
    "5047434f50590aff0d0a00 00000000 00000009 abcd, 22P04, wrong length",
    "HEAD ROW 0002 00000004 000000, 22P04, unexpected EOF in COPY data",
    "HEAD 0003 00000004 00000007, 22P04, 'row field count is 3, expected 2'",
    "HEAD 0002 fffffffe, 22P04, invalid field size",
    "HEAD ROW END 00, 22P04, received copy data after EOF marker",
    "HEAD 0002 00000002 0007 00000001 78 END, 22P03, incorrect binary data format",
    "HEAD 0002 00000008 0000000000000007 00000001 78 END, 22P03, incorrect binary data format",
    "HEAD 0002 00000004 00000007 00000001 ff END, 22021, invalid byte sequence",
    "HEAD 0002 00000004 00000007 00000001 00 END, 22021, invalid byte sequence"
  })
  void whatIsNotTheFormatStoresNothing(String data, String state, String said) throws Exception {
    byte[] bytes =
        HexFormat.of()
            .parseHex(
                data.replace("HEAD", HEAD)
                    .replace("ROW", ROW)
                    .replace("END", END)
                    .replace(" ", ""));
    try (WireClient client = new WireClient(servers.mynah())) {
      client.run("CREATE OR REPLACE TABLE p (i INTEGER, t TEXT)");
      String answer;
      String code = "00000";
      try {
        answer = Long.toString(in(client, "COPY p FROM STDIN (FORMAT binary)", bytes));
      } catch (SQLException e) {
        answer = e.getMessage();
        code = e.getSQLState();
      }
      assertThat(answer).contains(said);
      assertThat(code).isEqualTo(state);
      assertThat(client.number("SELECT count(*) FROM p"))
          .isEqualTo(code.equals("00000") ? Long.parseLong(said) : 0);
    }
  }

  @Test
  void aValueMayComeInManyPieces() throws Exception {
    try (WireClient client = new WireClient(servers.mynah())) {
      client.run("CREATE OR REPLACE TABLE p (i INTEGER, x BYTEA)");
      client.run("INSERT INTO p VALUES (1, CAST(repeat('mynah', 1000000) AS BYTEA))");
      byte[] large = out(client, "COPY p TO STDOUT (FORMAT binary)");
      assertThat(large).hasSize(5_000_000 + 11 + 8 + 2 + 4 + 4 + 4 + 2);
      assertThat(in(client, "COPY p FROM STDIN (FORMAT binary)", large)).isOne();
      assertThat(client.rows("SELECT count(*), count(DISTINCT x) FROM p")).containsExactly("2|1");
    }
  }
}
