// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.mynah.tests.script.FileRun;
import dev.mynah.tests.script.TestFile;
import dev.mynah.tests.script.TestFileParser;
import dev.mynah.tests.server.ChildServer;
import dev.mynah.tests.server.LocalServer;
import dev.mynah.tests.server.TestedServer;
import dev.mynah.tests.server.TestedServer.QueryMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the {@code .test} files of {@code tests/sql} over the wire: each against a datastore of its
 * own, once by simple queries and once by the extended protocol. The system property {@code
 * mynah.sql} restricts the run to files whose name contains its value.
 */
class SqlFilesTest {
  private static final Path FOLDER = TestTree.root().resolve("tests").resolve("sql");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicContainer> answerSimpleQueries() throws IOException {
    return files().stream().map(file -> container(file, QueryMode.SIMPLE));
  }

  @TestFactory
  Stream<DynamicContainer> answerTheExtendedProtocol() throws IOException {
    return files().stream()
        .filter(file -> !file.needsSimpleProtocol())
        .map(file -> container(file, QueryMode.EXTENDED));
  }

  private static List<TestFile> files() throws IOException {
    String wanted = System.getProperty("mynah.sql", "");
    try (Stream<Path> paths = Files.walk(FOLDER)) {
      List<TestFile> files =
          paths
              .filter(path -> path.toString().endsWith(".test"))
              .filter(path -> path.toString().contains(wanted))
              .sorted()
              .map(SqlFilesTest::parse)
              .toList();
      assertThat(files).isNotEmpty();
      return files;
    }
  }

  private static TestFile parse(Path path) {
    try {
      return TestFileParser.parse(
          TestTree.root().relativize(path).toString(), Files.readString(path, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DynamicContainer container(TestFile file, QueryMode mode) {
    Path data = folder.resolve(mode + "-" + file.name().replace('/', '-'));
    OneFile run = new OneFile(file, data, mode);
    Stream<DynamicTest> records =
        file.records().stream()
            .map(record -> dynamicTest(record.title(), () -> run.started().run(record)));
    Stream<DynamicNode> nodes = Stream.concat(records, Stream.of(dynamicTest("close", run::close)));
    return dynamicContainer(file.name(), nodes);
  }

  /** A file under way; its datastore opens with its first record. */
  private static final class OneFile {
    private final TestFile file;
    private final Path data;
    private final QueryMode mode;
    private @Nullable FileRun run;

    OneFile(TestFile file, Path data, QueryMode mode) {
      this.file = file;
      this.data = data;
      this.mode = mode;
    }

    FileRun started() {
      for (String set : file.dataSets()) {
        assumeTrue(
            TestTree.hasData(set),
            () -> "data set %s is not in %s".formatted(set, TestTree.data()));
      }
      FileRun started = run;
      if (started == null) {
        TestedServer server =
            file.kills() ? new ChildServer(data, Optional.empty()) : new LocalServer(data);
        started = new FileRun(file.name(), server, mode, TestTree.data());
        run = started;
      }
      return started;
    }

    void close() {
      FileRun started = run;
      if (started != null) {
        started.close();
      }
    }
  }
}
