// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.core.Datastore;
import java.nio.file.Path;

/** What {@code serve} says when it is ready. */
record ServeGreeting(
    Datastore datastore,
    Path data,
    ListenAddress address,
    Listeners listeners,
    boolean trust,
    Path pgpass,
    ServerKeys keys,
    String log) {
  void print(Terminal terminal) {
    int port = listeners.server().port();
    Path folder = data.toAbsolutePath().normalize();
    terminal.printLine(
        "Mynah serves %s at %s port %d."
            .formatted(folder, address.address().getHostAddress(), port));
    terminal.printLine("  import folder  " + datastore.importFolder());
    terminal.printLine("  export folder  " + datastore.exportFolder());
    terminal.printLine("  memory         " + datastore.budget().inWords());
    terminal.printLine("  log            " + log);
    terminal.printLine("  TLS            " + keys.described());
    terminal.printLine(
        "The first user is mynah, a superuser; "
            + (address.isLoopback()
                ? "only this machine can connect."
                : "other machines can connect, with TLS."));
    if (trust) {
      terminal.sayLine(
          "WARNING:  --trust asks for no password: every user of this machine can read and change"
              + " all data.");
    }
    terminal.printLine("Connect with:");
    terminal.printLine("  " + psql(port));
    listeners.http().ifPresent(http -> terminal.printLine("  " + curl(http.port())));
    terminal.printLine("End with Ctrl-C.");
    terminal.flush();
  }

  private String psql(int port) {
    String psql = "psql -h %s -p %d -U %s mynah".formatted(address.fromHere(), port, FirstUser.NAME);
    return trust ? psql : "PGPASSFILE=" + quoted(pgpass.toString()) + " " + psql;
  }

  private String curl(int port) {
    String header = listeners.header().map(Path::toString).orElse("");
    String host = address.forHttp().getHostAddress();
    return "curl -H %s http://%s:%d/sql -d 'SELECT 42'"
        .formatted(quoted("@" + header), host.contains(":") ? "[" + host + "]" : host, port);
  }

  /** Quotes a path for the shell if it must be. */
  private static String quoted(String path) {
    return path.matches("[A-Za-z0-9/._@-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
  }
}
