// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.pgjdbc;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The program that runs pgjdbc's tests, in a process of its own with pgjdbc's classes alone, and
 * writes a line for each: its outcome, its milliseconds, its name, and what it said.
 */
final class SuiteRun implements TestExecutionListener {
  private static final int LONGEST_MESSAGE = 300;

  private final PrintWriter lines;
  private long begun = System.nanoTime();

  private SuiteRun(PrintWriter lines) {
    this.lines = lines;
  }

  /**
   * Runs tests.
   *
   * @param arguments where the lines are written, the folder of test classes, a pattern of the
   *     classes to run, and how many seconds a test may take
   */
  public static void main(String[] arguments) throws IOException {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClasspathRoots(Set.of(Path.of(arguments[1]))))
            .filters(includeClassNamePatterns(arguments[2]))
            .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
            .configurationParameter("junit.jupiter.execution.timeout.default", arguments[3] + " s")
            .configurationParameter(
                "junit.jupiter.execution.timeout.thread.mode.default", "SEPARATE_THREAD")
            .build();
    try (PrintWriter lines =
        new PrintWriter(
            Files.newBufferedWriter(Path.of(arguments[0]), StandardCharsets.UTF_8), true)) {
      LauncherFactory.create().execute(request, new SuiteRun(lines));
    }
    // A test that hung may have left threads behind.
    Runtime.getRuntime().halt(0);
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    if (test.isTest()) {
      begun = System.nanoTime();
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    write("skipped", test, reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
      String outcome = result.getStatus().name().toLowerCase(Locale.ROOT);
      write(outcome, test, result.getThrowable().map(String::valueOf).orElse(""));
    }
  }

  private void write(String outcome, TestIdentifier test, String said) {
    String message = said.replaceAll("\\s+", " ");
    lines.printf(
        "%s\t%d\t%s\t%s%n",
        outcome,
        (System.nanoTime() - begun) / 1_000_000,
        name(test),
        message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)));
  }

  /** Returns {@code package.Class#method}, with the number of each repetition in brackets. */
  private static String name(TestIdentifier test) {
    return test.getUniqueIdObject().getSegments().stream()
        .skip(1)
        .map(SuiteRun::part)
        .collect(Collectors.joining());
  }

  private static String part(UniqueId.Segment segment) {
    String value = segment.getValue();
    return switch (segment.getType()) {
      case "class", "class-template", "runner" -> value;
      case "nested-class", "nested-class-template" -> "$" + value;
      case "method", "test-template", "test-factory", "test" -> "#" + value.replaceAll("\\(.*", "");
      default -> "[" + value.replace("#", "") + "]";
    };
  }
}
