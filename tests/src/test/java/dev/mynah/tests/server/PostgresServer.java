// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of its own in a temporary folder, to compare answers with. */
public final class PostgresServer implements TestedServer {
  /** Says how to get what is missing. */
  public static final String MISSING =
      "PostgreSQL is not installed; on Debian: apt install postgresql";

  /** Where Debian and others put the programs of each version. */
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

  private static final int START_SECONDS = 60;

  private final Path programs;
  private final Path folder;
  private final int port;
  private final boolean durable;

  private PostgresServer(Path programs, Path folder, int port, boolean durable) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
    this.durable = durable;
  }

  /** Returns the folder of the newest version's programs, if there is one. */
  public static Optional<Path> programs() {
    if (!Files.isDirectory(VERSIONS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Path::compareTo);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a database that need not outlive a power cut, and starts the server. */
  public static PostgresServer start(Path programs) {
    return start(programs, false);
  }

  /**
   * Makes a database and starts the server.
   *
   * @param durable whether a commit waits until the disk has it
   */
  public static PostgresServer start(Path programs, boolean durable) {
    Path folder = Path.of(run(List.of("mktemp", "-d", "/tmp/mynah-postgres-XXXXXX")).strip());
    PostgresServer server = new PostgresServer(programs, folder, freePort(), durable);
    run(
        List.of(
            server.program("initdb"),
            "-D",
            server.data(),
            "-U",
            "mynah",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync"));
    server.begin();
    run(
        List.of(
            server.program("createdb"),
            "-h",
            "127.0.0.1",
            "-p",
            Integer.toString(server.port),
            "-U",
            "mynah",
            "mynah"));
    return server;
  }

  private void begin() {
    String options =
        "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=%s -c fsync=%s"
                .formatted(port, folder, durable ? "on" : "off")
            + " -c timezone=UTC";
    run(
        List.of(
            program("pg_ctl"),
            "-D",
            data(),
            "-l",
            folder.resolve("log").toString(),
            "-w",
            "-o",
            options,
            "start"));
  }

  private String program(String name) {
    return programs.resolve(name).toString();
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a program to its end, never as root, which PostgreSQL refuses. */
  private static String run(List<String> command) {
    List<String> words = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      words.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    words.addAll(command);
    try {
      Path output = Files.createTempFile("postgres", ".out");
      Process process =
          new ProcessBuilder(words)
              .directory(new File("/"))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(START_SECONDS, TimeUnit.SECONDS);
      String said = Files.readString(output);
      Files.delete(output);
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException(words + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void restart() {
    stop();
    begin();
  }

  private void stop() {
    run(List.of(program("pg_ctl"), "-D", data(), "-m", "immediate", "-w", "stop"));
  }

  @Override
  public void close() {
    stop();
    run(List.of("rm", "-rf", folder.toString()));
  }
}
