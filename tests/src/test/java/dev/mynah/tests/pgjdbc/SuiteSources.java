// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.pgjdbc;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The driver and its tests as their authors publish them, compiled.
 *
 * @param sources the unpacked archive, whose files the tests read
 * @param driver the driver's classes
 * @param tests the tests' classes
 * @param classpath all of them, with the libraries that they need
 */
record SuiteSources(Path sources, Path driver, Path tests, String classpath) {
  /** The libraries of the project's own tests that those of the driver need as well. */
  private static final List<String> SHARED = List.of("junit-", "opentest4j-", "apiguardian-");

  /**
   * Compiles what a build with the profile nightly has fetched.
   *
   * @param fetched the folder with the unpacked archive, and the folder {@code lib} beside it
   * @param target where the classes are written
   */
  static SuiteSources compile(Path fetched, Path target) {
    Path sources = only(fetched, "postgresql-");
    Path driver = target.resolve("driver");
    Path tests = target.resolve("tests");
    String libraries =
        Stream.of(
                list(fetched.resolve("lib")).stream().map(Path::toString),
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(SuiteSources::isShared),
                Stream.of(ownClasses()))
            .flatMap(part -> part)
            .collect(Collectors.joining(File.pathSeparator));
    compile(sources.resolve("src/main"), driver, libraries);
    compile(sources.resolve("src/test"), tests, driver + File.pathSeparator + libraries);
    return new SuiteSources(
        sources,
        driver,
        tests,
        String.join(File.pathSeparator, driver.toString(), tests.toString(), libraries));
  }

  /** Returns where the program lies that runs the tests. */
  private static String ownClasses() {
    try {
      return Path.of(SuiteRun.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isShared(String entry) {
    String name = Path.of(entry).getFileName().toString();
    return SHARED.stream().anyMatch(name::startsWith);
  }

  private static Path only(Path folder, String prefix) {
    return list(folder).stream()
        .filter(entry -> entry.getFileName().toString().startsWith(prefix))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(prefix + "* is missing in " + folder));
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compile(Path tree, Path classes, String libraries) {
    List<String> arguments =
        new ArrayList<>(List.of("-proc:none", "-nowarn", "-parameters", "-XDignore.symbol.file"));
    arguments.addAll(List.of("-d", classes.toString(), "-cp", libraries));
    arguments.addAll(List.of("-encoding", "UTF-8", "-Xlint:none"));
    try (Stream<Path> files = Files.walk(tree.resolve("java"))) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (failed != 0) {
      throw new IllegalStateException("the sources in " + tree + " do not compile");
    }
    copy(tree.resolve("resources"), classes);
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
