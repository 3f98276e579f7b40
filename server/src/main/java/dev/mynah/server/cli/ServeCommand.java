// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.core.Datastore;
import dev.mynah.core.DatastoreOptions;
import dev.mynah.server.http.HttpOptions;
import dev.mynah.server.log.ActivityLog;
import dev.mynah.server.log.LogEvent;
import dev.mynah.server.log.ServerLog;
import dev.mynah.server.pgwire.PgServer;
import dev.mynah.server.pgwire.PgServerOptions;
import dev.mynah.server.pgwire.auth.Authenticator;
import dev.mynah.server.tls.TlsMode;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mynah serve}: a datastore on disk for PostgreSQL's clients. */
@Command(
    name = "serve",
    description = {
      "Serve a datastore to psql, JDBC, Python and whatever else speaks PostgreSQL's protocol.",
      "The first start makes the folder, the user mynah and a random password."
    },
    footer = {
      "",
      "The first user, mynah, is a superuser and can make others. Only this machine can connect,",
      "unless --host says otherwise.",
      "End it with Ctrl-C or kill."
    })
final class ServeCommand implements Callable<Integer> {
  private static final int MAX_PORT = 0xffff;

  private final Terminal terminal;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      order = 1,
      defaultValue = "data",
      description = "Where the data is (default: ./${DEFAULT-VALUE}).")
  private Path data = Path.of("data");

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      order = 2,
      defaultValue = "5433",
      description = "Where to listen, 0 for a free port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = {"-h", "--host"},
      paramLabel = "HOST",
      order = 3,
      defaultValue = "127.0.0.1",
      description =
          "The address to listen on (default: ${DEFAULT-VALUE}); one that other machines reach"
              + " needs --tls required.")
  private String host = "127.0.0.1";

  @Option(
      names = "--trust",
      order = 4,
      description = "Ask for no password: whoever can log in to this machine can connect.")
  private boolean trust;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      order = 5,
      defaultValue = "100",
      description = "How many clients may be connected at once (default: ${DEFAULT-VALUE}).")
  private int maxConnections;

  @Option(
      names = "--tls",
      paramLabel = "MODE",
      order = 6,
      defaultValue = "on",
      description =
          "off, on (clients may encrypt, with TLS 1.2 or later) or required"
              + " (default: ${DEFAULT-VALUE}).")
  private TlsMode tls = TlsMode.ON;

  @Option(
      names = "--tls-certificate",
      paramLabel = "FILE",
      order = 7,
      description = "The server's certificate, PEM (default: one that the first start makes).")
  private @Nullable Path tlsCertificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      order = 8,
      description = "The private key of --tls-certificate, PEM, without a password.")
  private @Nullable Path tlsKey;

  @Option(
      names = "--stop-timeout",
      paramLabel = "SECONDS",
      order = 9,
      defaultValue = "5",
      description =
          "How long statements may go on when the server is told to end"
              + " (default: ${DEFAULT-VALUE}).")
  private int stopTimeout;

  @Option(
      names = "--log",
      paramLabel = "WHERE",
      order = 10,
      defaultValue = "file",
      description = "file (in DIR/log) or stderr (default: ${DEFAULT-VALUE}).")
  private LogTarget log = LogTarget.FILE;

  @Option(
      names = "--log-min-duration",
      paramLabel = "TIME",
      order = 11,
      defaultValue = "1s",
      converter = TimeLimit.Converter.class,
      description =
          "Log statements that take at least this long, such as 500ms; off logs none"
              + " (default: ${DEFAULT-VALUE}).")
  private TimeLimit logMinDuration = TimeLimit.off();

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      order = 12,
      description = "Answer SQL, health and metrics by HTTP as well (default: no HTTP).")
  private @Nullable Integer httpPort;

  @Option(
      names = "--http-allowed-hosts",
      paramLabel = "NAME",
      order = 13,
      split = ",",
      description = "Names by which HTTP requests may call this server, beside localhost.")
  private List<String> httpAllowedHosts = List.of();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      order = 14,
      description = {
        "Options that are not given here: lines such as http.port=5480",
        "(default: mynah.properties in DIR, if it is there)."
      })
  private @Nullable Path config;

  @Option(
      names = "--fault-file",
      paramLabel = "FILE",
      order = 98,
      description = {
        "For tests of what follows a fault: when this file appears, the next statement",
        "deletes it and fails as after an internal error of the engine."
      })
  private @Nullable Path faultFile;

  @Option(names = "--help", usageHelp = true, order = 99, description = "Show this help.")
  boolean help;

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    ListenAddress address = ListenAddress.of(host, tls, trust);
    PgServerOptions checked = options(address);
    Datastore datastore = openDatastore();
    long begun = System.nanoTime();
    boolean serving = false;
    try {
      Path pgpass = FirstUser.ensure(datastore);
      String logPlace = openLog();
      ServerKeys keys = ServerKeys.of(tls, datastore.secrets().path(""), tlsCertificate, tlsKey);
      Listeners listeners = started(checked.withTls(keys.tls()), address, datastore);
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> stop(listeners, datastore), "mynah-stop"));
      serving = true;
      new ServeGreeting(datastore, data, address, listeners, trust, pgpass, keys, logPlace)
          .print(terminal);
      logStart(listeners.server(), begun);
    } finally {
      if (!serving) {
        datastore.close();
      }
    }
    // The process ends with a signal, which runs the shutdown hook.
    new CountDownLatch(1).await();
    return 0;
  }

  /** Opens the log only once the folder is known to be ours, and tells where it is. */
  private String openLog() {
    return switch (log) {
      case FILE -> ServerLog.toFolder(data.toAbsolutePath().normalize().resolve("log")).toString();
      case STDERR -> {
        ServerLog.toStandardError();
        yield "standard error";
      }
    };
  }

  private void logStart(PgServer server, long begunNanos) {
    ServerLog.info(
        LogEvent.named("started")
            .with("host", host)
            .with("port", server.port())
            .with("data", data.toAbsolutePath().normalize())
            .with("config", config == null ? data.resolve(ServerProperties.FILE) : config)
            .with("milliseconds", (System.nanoTime() - begunNanos) / 1_000_000));
  }

  private Datastore openDatastore() {
    try {
      DatastoreOptions options = DatastoreOptions.onDisk(data);
      return Datastore.open(faultFile == null ? options : options.withFaultFile(faultFile));
    } catch (DatastoreException e) {
      throw FolderInUse.explained(e, data);
    }
  }

  private PgServerOptions options(ListenAddress address) {
    if (port < 0 || port > MAX_PORT) {
      throw invalid("--port takes a number from 0 to 65535, not " + port);
    }
    if (maxConnections < 1) {
      throw invalid("--max-connections takes a number from 1, not " + maxConnections);
    }
    if (httpPort != null && (httpPort < 0 || httpPort > MAX_PORT)) {
      throw invalid("--http-port takes a number from 0 to 65535, not " + httpPort);
    }
    if (stopTimeout < 0) {
      throw invalid("--stop-timeout takes a number of seconds from 0, not " + stopTimeout);
    }
    return PgServerOptions.on(address.address(), port)
        .withMaxConnections(maxConnections)
        .withShutdownGrace(Duration.ofSeconds(stopTimeout));
  }

  private static DatastoreException invalid(String message) {
    return new DatastoreException(ErrorCode.INVALID_PARAMETER_VALUE, message);
  }

  private Listeners started(
      PgServerOptions options, ListenAddress address, Datastore datastore) {
    return Listeners.start(
        datastore,
        data,
        options,
        httpPort == null
            ? Optional.empty()
            : Optional.of(
                HttpOptions.on(address.forHttp(), httpPort).withAllowedHosts(httpAllowedHosts)),
        trust ? Authenticator.trust() : Authenticator.scram(datastore.users()::verifier),
        new ActivityLog(logMinDuration.duration()));
  }

  /** Ends what clients run, writes what is committed to disk, and ends the process with code 0. */
  private void stop(Listeners listeners, Datastore datastore) {
    ServerLog.info(LogEvent.named("stopping"));
    listeners.close(Duration.ofSeconds(stopTimeout));
    datastore.close();
    ServerLog.info(LogEvent.named("stopped"));
    ServerLog.end();
    terminal.printLine("stopped");
    terminal.flush();
    Runtime.getRuntime().halt(0);
  }
}
