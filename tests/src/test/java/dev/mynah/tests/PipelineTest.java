// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.tests.pipeline.PipelineClient;
import dev.mynah.tests.pipeline.PipelineScript;
import dev.mynah.tests.server.BothServers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines of random messages are answered here as PostgreSQL answers them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PipelineTest {
  private static final int FEW = Integer.getInteger("mynah.scripts", 60);

  /** BindComplete and NoData. */
  private static final Set<String> SILENT = Set.of("2", "n");

  private static final int MANY = 2_000;
  private static final long FIRST_SEED = Long.getLong("mynah.seed", 1);

  private @Nullable BothServers servers;

  @BeforeAll
  void start(@TempDir Path folder) {
    servers = BothServers.start(folder);
  }

  @AfterAll
  void stop() {
    if (servers != null) {
      servers.close();
    }
  }

  @Test
  void pipelinesAreAnsweredAsByPostgres() {
    compare(FIRST_SEED, FEW);
  }

  @Test
  @Tag("nightly")
  void manyPipelinesAreAnsweredAsByPostgres() {
    compare(FIRST_SEED + FEW, MANY);
  }

  private void compare(long first, int count) {
    try (PipelineClient ours = new PipelineClient(Objects.requireNonNull(servers).mynah());
        PipelineClient theirs = new PipelineClient(Objects.requireNonNull(servers).postgres())) {
      for (long seed = first; seed < first + count; seed++) {
        List<String> answers = new PipelineScript(seed).run(ours);
        List<String> wanted = new PipelineScript(seed).run(theirs);
        assertThat(difference(told(answers), told(wanted))).as("seed %d", seed).isEmpty();
        for (String query : PipelineScript.QUERIES) {
          assertThat(ours.ask(query)).as("seed %d", seed).isEqualTo(theirs.ask(query));
        }
      }
    }
  }

  /** Leaves out whether a value is refused by Bind or by Execute. */
  private static List<String> told(List<String> answers) {
    List<String> told = new ArrayList<>();
    for (String answer : answers) {
      while (answer.startsWith("E") && SILENT.contains(told.getLast())) {
        told.removeLast();
      }
      told.add(answer);
    }
    return told;
  }

  /** Returns where two lists begin to differ, with what comes before; empty if they are equal. */
  private static String difference(List<String> ours, List<String> theirs) {
    int at = 0;
    while (at < Math.min(ours.size(), theirs.size()) && ours.get(at).equals(theirs.get(at))) {
      at++;
    }
    if (at == ours.size() && at == theirs.size()) {
      return "";
    }
    int from = Math.max(0, at - 4);
    return "answer %d: ours %s, theirs %s"
        .formatted(
            at,
            ours.subList(from, Math.min(at + 4, ours.size())),
            theirs.subList(from, Math.min(at + 4, theirs.size())));
  }
}
