// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.core.Datastore;
import dev.mynah.core.DatastoreOptions;
import dev.mynah.core.secret.AccessTokens;
import dev.mynah.core.secret.SecretFolder;
import dev.mynah.core.session.Session;
import dev.mynah.server.activity.ActivityListener;
import dev.mynah.server.metrics.DatastoreFigures;
import dev.mynah.server.metrics.ServerMetrics;
import dev.mynah.server.pgwire.SessionSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HttpFrontTest {
  private static final int MAX_BODY_BYTES = 100_000;

  private final Datastore datastore = Datastore.open(DatastoreOptions.inMemory());
  private final HttpClient client = HttpClient.newHttpClient();
  private Path secret = Path.of("");
  private HttpFront front = serve(secret, ActivityListener.none(), () -> "", options());
  private String token = "";

  /** The session that was opened last. */
  private final AtomicReference<Session> lastSession = new AtomicReference<>();

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    ServerMetrics metrics =
        new ServerMetrics(() -> DatastoreFigures.of(datastore, "mynah", folder));
    secret = folder.resolve("secret");
    front = serve(secret, metrics, metrics::text, options());
    front.start();
    Path header = new Tokens(new SecretFolder(secret), user -> true).ensure("mynah");
    token = Files.readString(header, UTF_8).strip().replace("Authorization: ", "");
  }

  private static HttpOptions options() {
    return HttpOptions.on(InetAddress.getLoopbackAddress(), 0).withLimits(MAX_BODY_BYTES, 2);
  }

  private HttpFront serve(
      Path folder, ActivityListener activity, Supplier<String> metrics, HttpOptions options) {
    SessionSource sessions =
        (identity, notices) -> {
          Session session =
              datastore.login(identity.user(), identity.address().getHostAddress(), notices);
          lastSession.set(session);
          return session;
        };
    return new HttpFront(
        sessions,
        new Tokens(new SecretFolder(folder.toAbsolutePath()), datastore.users()::isCurrent),
        activity,
        metrics,
        () -> DatastoreFigures.answers(datastore, "mynah"),
        options);
  }

  @AfterAll
  void stop() {
    front.close();
    datastore.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.port() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> sql(String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request("/sql").header("Authorization", token).POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  private HttpResponse<String> json(String body) throws IOException, InterruptedException {
    return sql(body, "Content-Type", "application/json");
  }

  @Test
  void answersRowsWithColumnsAndTypes() throws Exception {
    HttpResponse<String> response =
        sql(
            "SELECT 1 AS a, 2.50::DECIMAL(5,2) AS b, true AS c, NULL AS d, 'x\"y' AS e,"
                + " 'NaN'::DOUBLE AS f, DATE '2024-02-29' AS g, 9223372036854775807 AS h");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.body())
        .isEqualTo(
            "{\"results\":[{\"columns\":[{\"name\":\"a\",\"type\":\"integer\"},"
                + "{\"name\":\"b\",\"type\":\"numeric\"},{\"name\":\"c\",\"type\":\"boolean\"},"
                + "{\"name\":\"d\",\"type\":\"text\"},{\"name\":\"e\",\"type\":\"text\"},{\"name\":\"f\",\"type\":\"double"
                + " precision\"},{\"name\":\"g\",\"type\":\"date\"},"
                + "{\"name\":\"h\",\"type\":\"bigint\"}],"
                + "\"rows\":[[1,2.50,true,null,\"x\\\"y\",\"NaN\",\"2024-02-29\",9223372036854775807]],\"tag\":\"SELECT"
                + " 1\"}]}");
  }

  @Test
  void takesParametersOfEveryKind() throws Exception {
    HttpResponse<String> response =
        json(
            "{\"sql\":\"SELECT $1::INT + 1 AS a, $2::TEXT AS b, $3::BOOLEAN AS c, $4::DATE AS d,"
                + " $5::INT AS e, $6::JSON AS f\","
                + "\"parameters\":[41,\"O'Hara; DROP\",true,\"2024-02-29\",null,{\"k\":[1]}]}");
    assertThat(response.body())
        .contains("\"rows\":[[42,\"O'Hara; DROP\",true,\"2024-02-29\",null,\"{\\\"k\\\":[1]}\"]]");
  }

  @Test
  void answersCsvWhenAskedFor() throws Exception {
    HttpResponse<String> response =
        sql(
            "SELECT * FROM (VALUES (1, 'a,b'), (2, ''), (3, NULL), (4, 'q\"')) v(\"i d\", t)",
            "Accept",
            "text/csv");
    assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(response.body()).isEqualTo("i d,t\n1,\"a,b\"\n2,\"\"\n3,\n4,\"q\"\"\"\n");
    assertThat(sql("SELECT 1; SELECT 2", "Accept", "text/csv").statusCode()).isEqualTo(501);
  }

  @Test
  void runsTheStatementsOfARequestAsOneTransaction() throws Exception {
    assertThat(sql("CREATE TABLE one (a INT PRIMARY KEY)").body())
        .isEqualTo("{\"results\":[{\"tag\":\"CREATE TABLE\"}]}");
    HttpResponse<String> failed = sql("INSERT INTO one VALUES (1); INSERT INTO one VALUES (1)");
    assertThat(failed.statusCode()).isEqualTo(409);
    assertThat(failed.body()).startsWith("{\"error\":{\"code\":\"23505\",");
    assertThat(sql("SELECT count(*) FROM one").body()).contains("[[0]]");
    assertThat(sql("INSERT INTO one VALUES (1); INSERT INTO one VALUES (2)").body())
        .isEqualTo("{\"results\":[{\"tag\":\"INSERT 0 1\"},{\"tag\":\"INSERT 0 1\"}]}");
    assertThat(sql("BEGIN; INSERT INTO one VALUES (3)").body()).contains("\"25001\"");
    assertThat(json("{\"sql\":\"INSERT INTO one VALUES ($1)\",\"parameters\":[4]}").statusCode())
        .isEqualTo(200);
    assertThat(sql("SELECT count(*) FROM one").body()).contains("[[3]]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELEC 1|400|42601",
        "SELECT * FROM nonesuch|400|42P01",
        "SELECT 1/0|400|22012",
        "COPY (SELECT 1) TO STDOUT|501|0A000",
        "SELECT 'a'::INT|400|22P02"
      })
  void tellsErrorsWithAFittingStatus(String text, int status, String code) throws Exception {
    HttpResponse<String> response = sql(text);
    assertThat(response.body()).startsWith("{\"error\":{\"code\":\"" + code + "\"");
    assertThat(response.statusCode()).isEqualTo(status);
  }

  @Test
  void keepsTheTimeLimitOfARequest() throws Exception {
    HttpResponse<String> response =
        sql("SET statement_timeout = '50ms'; SELECT count(*) FROM range(100000000000)");
    assertThat(response.body()).contains("\"error\":{\"code\":\"57014\"");
    // After two seconds, on a busy machine, the status has gone out.
    assertThat(response.statusCode()).isIn(504, 200);
  }

  @Test
  void tellsWhereAStatementIsWrongAndWhatToDo() throws Exception {
    assertThat(sql("SELECT nme FROM (SELECT 1 AS name)").body())
        .contains("\"code\":\"42703\"", "\"message\":\"column", "\"hint\":", "\"position\":8}}");
  }

  @Test
  void endsAnAnswerUnderWayWithTheError() throws Exception {
    sql("CREATE TABLE undone (a INT)");
    try (InputStream json = begunAnswer("application/json")) {
      lastSession.get().cancel();
      assertThat(new String(json.readAllBytes(), UTF_8))
          .endsWith(
              "]]}],\"error\":{\"code\":\"57014\","
                  + "\"message\":\"canceling statement due to user request\"}}");
    }
    try (InputStream csv = begunAnswer("text/csv")) {
      lastSession.get().cancel();
      assertThatThrownBy(csv::readAllBytes).isInstanceOf(IOException.class);
    }
    assertThat(sql("SELECT count(*) FROM undone").body()).contains("[[0]]");
  }

  /** Returns an endless answer whose first rows were read. */
  private InputStream begunAnswer(String type) throws Exception {
    InputStream body =
        client
            .send(
                request("/sql")
                    .header("Authorization", token)
                    .header("Accept", type)
                    .POST(
                        BodyPublishers.ofString(
                            "INSERT INTO undone VALUES (1); SELECT i FROM range(1000000000000)"
                                + " t(i)"))
                    .build(),
                BodyHandlers.ofInputStream())
            .body();
    assertThat(body.readNBytes(100_000)).hasSize(100_000);
    return body;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"sql\":1}",
        "{}",
        "{\"sql\":\"SELECT 1\"} x",
        "{\"query\":\"SELECT 1\"}",
        "{\"sql\":\"SELECT 1\",\"parameters\":5}",
        "{\"sql\":\"SELECT 1\",\"parameters\":[1]}",
        "{\"sql\":\"SELECT $1::INT\",\"parameters\":[]}"
      })
  void refusesWhatIsNoRequest(String body) throws Exception {
    HttpResponse<String> response = json(body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).startsWith("{\"error\":{\"code\":\"08P01\",\"message\":");
  }

  @Test
  void refusesTooMuch() throws Exception {
    assertThat(sql("SELECT '" + "x".repeat(MAX_BODY_BYTES) + "'").statusCode()).isEqualTo(413);
    assertThat(sql("SELECT '" + "x".repeat(MAX_BODY_BYTES - 20) + "'").statusCode()).isEqualTo(200);
  }

  @Test
  void asksForAToken() throws Exception {
    for (String wrong : List.of("Bearer nonsense", "Bearer ", "Basic abc", token + "x")) {
      HttpResponse<String> response =
          send(
              request("/sql")
                  .header("Authorization", wrong)
                  .POST(BodyPublishers.ofString("SELECT 1")));
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }
    assertThat(send(request("/sql").POST(BodyPublishers.ofString("SELECT 1"))).statusCode())
        .isEqualTo(401);
  }

  @Test
  void givesATokenTheRightsOfItsUserAlone() throws Exception {
    for (String statement :
        List.of(
            "CREATE TABLE owned (a INT)",
            "CREATE USER reader",
            "CREATE USER former VALID UNTIL '2020-01-01'")) {
      assertThat(sql(statement).body()).contains("\"tag\":\"CREATE");
    }
    AccessTokens tokens = new AccessTokens(new SecretFolder(secret));
    for (String user : List.of("reader", "former", "nobody")) {
      tokens.put(user, "token of " + user);
    }
    HttpResponse<String> denied = as("reader", "SELECT * FROM owned");
    assertThat(denied.statusCode()).isEqualTo(403);
    assertThat(denied.body()).contains("\"code\":\"42501\"");
    sql("GRANT SELECT ON owned TO reader");
    assertThat(as("reader", "SELECT current_user, count(*) FROM owned").body())
        .contains("[[\"reader\",0]]");
    assertThat(as("reader", "DELETE FROM owned").statusCode()).isEqualTo(403);
    assertThat(as("former", "SELECT 1").statusCode()).isEqualTo(401);
    assertThat(as("nobody", "SELECT 1").statusCode()).isEqualTo(401);
    tokens.remove("reader");
    assertThat(as("reader", "SELECT 1").statusCode()).isEqualTo(401);
    assertThat(tokens.user("token of former")).contains("former");
    assertThat(sql("SELECT 1").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> as(String user, String statement) throws Exception {
    return send(
        request("/sql")
            .header("Authorization", "Bearer token of " + user)
            .POST(BodyPublishers.ofString(statement)));
  }

  @Test
  void takesOnlyTheMethodsAndPathsItHas() throws Exception {
    HttpResponse<String> response = send(request("/sql").GET());
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("POST");
    assertThat(send(request("/sqlx").GET()).statusCode()).isEqualTo(404);
    assertThat(send(request("/sql/x").GET()).statusCode()).isEqualTo(404);
    assertThat(send(request("/").GET()).statusCode()).isEqualTo(404);
  }

  /** Sends bytes and returns the first line of the answer. */
  private String raw(String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(head.getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return answer.lines().findFirst().orElse("");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:1,,200",
    "localhost,,200",
    "LOCALHOST:80,,200",
    "[::1]:80,,200",
    "evil.example,,403",
    "evil.example:80,,403",
    "localhost.evil.example,,403",
    "localhost:80,http://localhost:80,200",
    "localhost:80,http://localhost:81,403",
    "localhost:80,http://evil.example,403",
    "localhost:80,null,403",
    "localhost:80,::,403"
  })
  void answersNoPageOfAStrangeNameOrOrigin(String host, String origin, int status)
      throws IOException {
    String originHeader = origin == null ? "" : "Origin: " + origin + "\r\n";
    String head =
        "GET /health HTTP/1.1\r\nHost: %s\r\n%sConnection: close\r\n\r\n"
            .formatted(host, originHeader);
    assertThat(raw(head)).startsWith("HTTP/1.1 " + status);
  }

  private String head(String body, String headers) {
    return "POST /sql HTTP/1.1\r\nHost: localhost\r\n%sAuthorization: %s\r\nContent-Length: %d\r\n\r\n"
        .formatted(headers, token, body.length());
  }

  @Test
  void cancelsTheStatementOfAClientThatHasLeft() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
      String body = "SELECT count(*) AS forever FROM range(1000000000000)";
      socket.getOutputStream().write((head(body, "") + body).getBytes(UTF_8));
      await(1);
    }
    await(0);
  }

  @Test
  void givesUpAClientThatTakesNothing() throws Exception {
    try (HttpFront impatient =
        serve(
            secret,
            ActivityListener.none(),
            () -> "",
            options().withStallTimeout(Duration.ofSeconds(1)))) {
      impatient.start();
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), impatient.port())) {
        String body = "SELECT i AS forever FROM range(1000000000000) t(i)";
        socket.getOutputStream().write((head(body, "Accept: text/csv\r\n") + body).getBytes(UTF_8));
        await(1);
        await(0);
        byte[] taken = socket.getInputStream().readAllBytes();
        assertThat(new String(taken, taken.length - 5, 5, UTF_8)).isNotEqualTo("0\r\n\r\n");
      } catch (IOException reset) {
        assertThat(reset).hasMessageContaining("reset");
      }
    }
  }

  private void await(int running) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (running() != running) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  private int running() throws Exception {
    String sessions = sql("SELECT statement FROM ml.sessions WHERE state = 'active'").body();
    return sessions.contains("AS forever") ? 1 : 0;
  }

  @Test
  void refusesMoreRequestsThanMayRunAtOnce() throws Exception {
    String slow = "SET statement_timeout = '3s'; SELECT count(*) FROM range(1000000000000)";
    var first =
        client.sendAsync(
            request("/sql")
                .header("Authorization", token)
                .POST(BodyPublishers.ofString(slow))
                .build(),
            BodyHandlers.ofString());
    var second =
        client.sendAsync(
            request("/sql")
                .header("Authorization", token)
                .POST(BodyPublishers.ofString(slow))
                .build(),
            BodyHandlers.ofString());
    Thread.sleep(1000);
    HttpResponse<String> third = sql("SELECT 1");
    assertThat(third.statusCode()).isEqualTo(503);
    assertThat(third.body()).contains("\"53300\"");
    // The status went out before the statement ran into its limit; the error is in the body.
    assertThat(first.get().body().strip()).contains("\"error\":{\"code\":\"57014\"");
    assertThat(second.get().statusCode()).isEqualTo(200);
    assertThat(sql("SELECT 1").statusCode()).isEqualTo(200);
  }

  @Test
  void tellsHealthAndMetricsWithoutAToken() throws Exception {
    sql("SELECT * FROM range(7)");
    sql("SELEC");
    assertThat(send(request("/health").GET()).body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(send(request("/health/live").GET()).statusCode()).isEqualTo(200);
    assertThat(send(request("/health/ready").GET()).statusCode()).isEqualTo(200);
    HttpResponse<String> metrics = send(request("/metrics").GET());
    assertThat(metrics.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(metrics.body())
        .contains("mynah_statements_total{kind=\"select\",outcome=\"ok\"} ")
        .contains("mynah_statements_total{kind=\"other\",outcome=\"error\"} ")
        .contains("mynah_statement_duration_seconds_bucket{kind=\"select\",le=\"0.1\"} ")
        .contains("mynah_writer_queue_waiters 0.0")
        .contains("mynah_jvm_memory_used_bytes{area=\"heap\"} ")
        .containsPattern("mynah_rows_sent_total [1-9]");
  }

  @Test
  void streamsMoreThanFitsIntoABuffer() throws Exception {
    HttpResponse<String> response = sql("SELECT i FROM range(300000) t(i)", "Accept", "text/csv");
    assertThat(response.body().lines().count()).isEqualTo(300_001);
    try (Session session = datastore.connect("mynah", notice -> {})) {
      assertThat(session.id()).isPositive();
    }
  }
}
