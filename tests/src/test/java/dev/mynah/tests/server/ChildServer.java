// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A datastore in a process of its own, which can be killed. */
public final class ChildServer implements TestedServer {
  private static final String MAIN_CLASS = "dev.mynah.server.cli.Mynah";

  /** The line to paste into a shell, which names the port. */
  private static final Pattern PORT = Pattern.compile("psql -h \\S+ -p (\\d+) ");

  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 30;
  private static final long POLL_NANOS = 10_000_000;

  private final Path folder;
  private final Path log;
  private final List<String> javaOptions;
  private final List<String> serveOptions;
  private Process process;
  private int port;

  /** How much of what is printed belongs to former processes. */
  private int seen;

  /**
   * Starts a datastore.
   *
   * @param folder where its data lie
   * @param crashPoint the point at which its process ends, as {@code MYNAH_CRASH_AFTER} names it
   */
  public ChildServer(Path folder, Optional<String> crashPoint, String... javaOptions) {
    this(folder, crashPoint, List.of(), javaOptions);
  }

  /** Starts a datastore with more options of {@code serve}. */
  public ChildServer(
      Path folder, Optional<String> crashPoint, List<String> serveOptions, String... javaOptions) {
    this.folder = folder;
    this.serveOptions = List.copyOf(serveOptions);
    this.log = folder.resolveSibling(folder.getFileName() + ".log");
    this.javaOptions = List.of(javaOptions);
    this.process = start(crashPoint);
    this.port = awaitPort();
  }

  private Process start(Optional<String> crashPoint) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaOptions);
    // The engine's driver unpacks its library there; a killed process leaves it behind.
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(MAIN_CLASS);
    command.addAll(List.of("serve", "--data", folder.toString(), "--port", "0", "--trust"));
    command.addAll(serveOptions);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    crashPoint.ifPresent(point -> builder.environment().put("MYNAH_CRASH_AFTER", point));
    try {
      seen = Files.exists(log) ? printed().length() : 0;
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the program has named its port. */
  private int awaitPort() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (true) {
      boolean alive = process.isAlive();
      String printed = printed();
      Matcher matcher = PORT.matcher(printed.substring(seen));
      if (matcher.find()) {
        return Integer.parseInt(Objects.requireNonNull(matcher.group(1)));
      }
      if (!alive || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new IllegalStateException("the server did not start:\n" + printed);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** Returns all that the program has printed. */
  public String printed() {
    try {
      return Files.readString(log, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int port() {
    return port;
  }

  /** Returns whether the process still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the process by SIGKILL. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Waits until the process has ended by itself. */
  public void awaitEnd() {
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the server did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  /** Starts the datastore again after its process has ended. */
  public void startAgain() {
    startAgain(Optional.empty());
  }

  /** Starts the datastore again after its process has ended, to end at a crash point. */
  public void startAgain(Optional<String> crashPoint) {
    process = start(crashPoint);
    port = awaitPort();
  }

  @Override
  public void restart() {
    close();
    startAgain();
  }

  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }
}
