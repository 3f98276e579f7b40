// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.pgjdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.tests.TestTree;
import dev.mynah.tests.server.ChildServer;
import dev.mynah.tests.server.WireClient;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver's own tests, all of them, pass here but for those on the list. */
@Tag("nightly")
class PgjdbcSuiteTest {
  /** Fewer would say that much of the suite was not run. */
  private static final int LEAST_TESTS = 7_000;

  private static final String SECONDS_PER_TEST = "120";
  private static final int MAX_MINUTES = 90;
  private static final String ALL_CLASSES = ".*";
  private static final String CLASSES = System.getProperty("mynah.pgjdbc", ALL_CLASSES);

  @TempDir private Path folder;

  @Test
  void whatDoesNotPassIsListedWithItsReason() throws Exception {
    Path fetched = TestTree.root().resolve("tests/target/pgjdbc");
    KnownFailures known =
        KnownFailures.read(
            Files.readAllLines(TestTree.root().resolve("tests/pgjdbc/known.tsv"), UTF_8));
    SuiteSources suite = SuiteSources.compile(fetched, folder.resolve("classes"));
    List<Outcome> outcomes;
    List<String> options = List.of("--tls", "off");
    try (ChildServer server = new ChildServer(folder.resolve("data"), Optional.empty(), options)) {
      try (WireClient client = new WireClient(server)) {
        client.run("CREATE USER test PASSWORD 'test' SUPERUSER");
      }
      outcomes = run(suite, server.port());
    }
    boolean isWhole = CLASSES.equals(ALL_CLASSES);
    assertThat(outcomes).hasSizeGreaterThan(isWhole ? LEAST_TESTS : 0);
    assertThat((isWhole ? known : known.of(outcomes)).differences(outcomes)).isEmpty();
  }

  private List<Outcome> run(SuiteSources suite, int port) throws IOException, InterruptedException {
    Path lines = TestTree.root().resolve("tests/target/pgjdbc.tsv");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1536m",
                "-Duser.timezone=UTC",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-XX:+EnableDynamicAgentLoading",
                "-Dbuild.properties.relative.path=" + suite.sources(),
                "-Dtest.url.PGHOST=localhost",
                "-Dtest.url.PGPORT=" + port,
                "-Dtest.url.PGDBNAME=mynah",
                "-Duser=test",
                "-DprivilegedUser=mynah",
                "-cp",
                suite.classpath(),
                SuiteRun.class.getName(),
                lines.toString(),
                suite.tests().toString(),
                CLASSES,
                SECONDS_PER_TEST)
            .directory(suite.sources().toFile())
            .redirectErrorStream(true)
            .redirectOutput(new File(lines + ".log"))
            .start();
    boolean ended = process.waitFor(MAX_MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat(ended).as("the suite ends within %d minutes", MAX_MINUTES).isTrue();
    return Files.readAllLines(lines, UTF_8).stream().map(Outcome::read).toList();
  }
}
