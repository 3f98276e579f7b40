// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every SQL block of the README and of the reference, in order, in a fresh datastore for each
 * page that holds the example's customers.
 */
class DocumentationTest {
  private static final Pattern SQL_BLOCK =
      Pattern.compile("^```sql\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  @TestFactory
  List<DynamicTest> everyExampleRuns() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(TestTree.root().resolve("README.md")));
    try (Stream<Path> reference = Files.list(TestTree.root().resolve("docs/reference"))) {
      reference.filter(path -> path.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    assertThat(pages).hasSizeGreaterThan(1);
    return pages.stream()
        .map(page -> DynamicTest.dynamicTest(String.valueOf(page.getFileName()), () -> run(page)))
        .toList();
  }

  private static void run(Path page) throws IOException {
    try (InMemoryRun run = new InMemoryRun()) {
      run.runFile(TestTree.root().resolve("examples/churn/load.sql"));
      Matcher block = SQL_BLOCK.matcher(Files.readString(page));
      while (block.find()) {
        String sql = String.valueOf(block.group(1));
        assertThatCode(() -> run.run(sql)).as("%s:%n%s", page, sql).doesNotThrowAnyException();
      }
    }
  }
}
