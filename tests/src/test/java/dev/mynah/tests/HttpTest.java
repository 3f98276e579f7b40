// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.mynah.tests.server.ChildServer;
import dev.mynah.tests.server.WireClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program answers by HTTP what it answers by PostgreSQL's protocol. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpTest {
  /** The line to paste into a shell. */
  private static final Pattern CURL = Pattern.compile("curl -H '?@(\\S+?)'? (http:\\S+)/sql ");

  private static final JsonFactory JSON = new JsonFactory();

  private final HttpClient http = HttpClient.newHttpClient();
  private Path folder = Path.of("");
  private ChildServer server;
  private WireClient wire;
  private String address = "";
  private Path header = Path.of("");

  @BeforeAll
  void start(@TempDir Path temporary) throws SQLException {
    folder = temporary;
    server = new ChildServer(folder.resolve("data"), Optional.empty(), List.of("--http-port", "0"));
    wire = new WireClient(server);
    readGreeting();
    wire.run(
        "CREATE TABLE customers AS SELECT i AS id, (i * 37) % 100 AS usage,"
            + " CASE WHEN i % 3 = 0 THEN 'gold' ELSE 'plain' END AS plan,"
            + " CASE WHEN (i * 37) % 100 > 60 THEN 'yes' ELSE 'no' END AS churned"
            + " FROM range(500) t(i)");
    wire.run("SET wait = on");
    wire.run(
        "CREATE MODEL churn FROM customers TARGET churned FUNCTION will_churn IGNORE (id)"
            + " SETTINGS (MAX_RUNTIME 5)");
  }

  private void readGreeting() {
    Matcher matcher = CURL.matcher(server.printed());
    while (matcher.find()) {
      header = Path.of(String.valueOf(matcher.group(1)));
      address = String.valueOf(matcher.group(2));
    }
  }

  @AfterAll
  void stop() throws SQLException {
    wire.close();
    server.close();
  }

  private HttpResponse<String> sql(String authorization, String statement) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(address + "/sql"))
            .header("Authorization", authorization)
            .POST(BodyPublishers.ofString(statement))
            .build(),
        BodyHandlers.ofString());
  }

  private String firstToken() throws IOException {
    return Files.readString(header, UTF_8).strip().replaceFirst("^Authorization: ", "");
  }

  /** Returns the rows of an answer as the wire's client writes them. */
  private static List<String> rows(String answer) throws IOException {
    List<String> rows = new ArrayList<>();
    try (JsonParser json = JSON.createParser(answer)) {
      while (!"rows".equals(json.nextFieldName())) {
        assertThat(json.currentToken()).as(answer).isNotNull();
      }
      json.nextToken();
      while (json.nextToken() == JsonToken.START_ARRAY) {
        List<String> cells = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          cells.add(json.getText().replace("true", "t").replace("false", "f"));
        }
        rows.add(String.join("|", cells));
      }
    }
    return rows;
  }

  /** B-8. */
  @Test
  void givesTheAnswerThatTheWireGives() throws Exception {
    List<String> queries =
        List.of(
            "SELECT * FROM customers ORDER BY id LIMIT 20",
            "SELECT plan, count(*), avg(usage), sum(usage) FROM customers GROUP BY plan ORDER BY"
                + " plan",
            "SELECT id, will_churn(customers), will_churn_probability(customers, 'yes')"
                + " FROM customers ORDER BY id",
            "SELECT churned, will_churn(customers) AS predicted, count(*) FROM customers"
                + " GROUP BY ALL ORDER BY ALL",
            "SELECT * FROM ml.models ORDER BY ALL",
            "SELECT 0.1::REAL, 1e300::DOUBLE, 1e-7::DOUBLE, -0.5::DECIMAL(3,2), 'Infinity'::DOUBLE",
            "SELECT TIMESTAMP '2024-02-29 12:00:00.5', TIMESTAMPTZ '2024-02-29 12:00:00+02',"
                + " TIME '23:59:59', INTERVAL '1 month 2 days', NULL, ''",
            "SELECT 'é\"\\\n€😀', '\\x00ff'::BLOB, uuid '00000000-0000-0000-0000-000000000001'",
            "SELECT [1, 2], {'a': 1}, 170141183460469231731687303715884105727::HUGEINT");
    for (String query : queries) {
      HttpResponse<String> response = sql(firstToken(), query);
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      List<String> expected = wire.rows(query);
      assertThat(rows(response.body())).as(query).isEqualTo(expected).isNotEmpty();
    }
  }

  @Test
  void printsALineForCurlWithATokenThatOnlyTheOwnerReads() throws IOException {
    assertThat(server.printed()).contains("/sql -d 'SELECT 42'").doesNotContain("Bearer");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(header)))
        .isEqualTo("rw-------");
    assertThat(header).hasParentRaw(folder.resolve("data").resolve("secret"));
    assertThat(header.resolveSibling("http-tokens"))
        .content()
        .contains("mynah")
        .doesNotContain(firstToken().replace("Bearer ", ""));
  }

  @Test
  void takesTokensThatTheProgramMakesAndForgetsThem() throws Exception {
    wire.run("CREATE USER service");
    wire.run("GRANT SELECT ON customers TO service");
    String token = "Bearer " + token("--user", "service");
    assertThat(rows(sql(token, "SELECT current_user, count(*) FROM customers").body()))
        .containsExactly("service|500");
    assertThat(sql(token, "DROP TABLE customers").statusCode()).isEqualTo(403);
    assertThat(token("--user", "service", "--revoke")).contains("taken away: 1");
    assertThat(sql(token, "SELECT 1").statusCode()).isEqualTo(401);
    String second = "Bearer " + token("-U", "service");
    assertThat(sql(second, "SELECT 1").statusCode()).isEqualTo(200);
    wire.run("DROP OWNED BY service");
    wire.run("DROP USER service");
    assertThat(sql(second, "SELECT 1").statusCode()).isEqualTo(401);
  }

  /** Runs {@code mynah token} and returns the first line that it prints. */
  private String token(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.mynah.server.cli.Mynah",
                "token",
                "--data",
                folder.resolve("data").toString()));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    return printed.lines().findFirst().orElse("");
  }

  @Test
  void tellsHealthAndMetrics() throws Exception {
    sql(firstToken(), "SELECT 1");
    HttpResponse<String> health = get("/health");
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(get("/metrics").body())
        .contains("mynah_connections{protocol=\"postgresql\"} 1.0")
        .contains("mynah_jobs{state=\"succeeded\"} 1.0")
        .containsPattern("mynah_statements_total\\{kind=\"select\",outcome=\"ok\"} [1-9]")
        .containsPattern("mynah_(database|wal)_bytes [1-9]");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
  }

  @Test
  void keepsItsTokenWhenItStartsAgain() throws Exception {
    String before = firstToken();
    Path data = folder.resolve("other");
    try (ChildServer other = new ChildServer(data, Optional.empty(), List.of("--http-port", "0"))) {
      assertThat(sql(before, "SELECT 1").statusCode()).isEqualTo(200);
      Path file = data.resolve("secret").resolve("http-header");
      String token = Files.readString(file, UTF_8);
      assertThat(token.strip()).isNotEqualTo("Authorization: " + before);
      other.restart();
      assertThat(Files.readString(file, UTF_8)).isEqualTo(token);
    }
  }
}
