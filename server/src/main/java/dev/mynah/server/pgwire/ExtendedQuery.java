// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.pgwire;

import dev.mynah.core.session.ClientStatements;
import dev.mynah.core.session.PreparedStatement;
import dev.mynah.core.session.Session;
import dev.mynah.core.session.TransactionState;
import dev.mynah.server.activity.StatementWatch;
import dev.mynah.server.pgwire.messages.ClientMessage.Bind;
import dev.mynah.server.pgwire.messages.ClientMessage.Close;
import dev.mynah.server.pgwire.messages.ClientMessage.Describe;
import dev.mynah.server.pgwire.messages.ClientMessage.Execute;
import dev.mynah.server.pgwire.messages.ClientMessage.Parse;
import dev.mynah.server.pgwire.messages.MessageWriter;
import dev.mynah.server.pgwire.messages.ServerMessages;
import dev.mynah.server.pgwire.messages.ValueFormat;
import dev.mynah.server.pgwire.types.PgType;
import dev.mynah.spi.data.Column;
import dev.mynah.spi.data.DataType;
import dev.mynah.spi.engine.Identifiers;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prepared statements and portals of one connection, by name; the empty name is the unnamed one.
 */
final class ExtendedQuery implements ClientStatements, AutoCloseable {
  private static final String UNNAMED = "";

  /** A client that never closes what it prepares is to hear of it before the memory is full. */
  private static final int MAX_STATEMENTS = 50_000;

  private static final int MAX_PORTALS = 10_000;

  private final Session session;
  private final ReportedSettings settings;
  private final MessageWriter writer;
  private final ServerMessages messages;
  private final CopyDialogue copy;
  private final StatementWatch watch;
  private final Map<String, NamedStatement> statements = new HashMap<>();
  private final Map<String, Portal> portals = new HashMap<>();

  /** Executions that were put off, to be run together. */
  private @Nullable InsertRun run;

  ExtendedQuery(
      Session session,
      ReportedSettings settings,
      MessageWriter writer,
      CopyDialogue copy,
      StatementWatch watch) {
    this.session = session;
    this.settings = settings;
    this.writer = writer;
    this.messages = new ServerMessages(writer);
    this.copy = copy;
    this.watch = watch;
    session.share(this);
  }

  void parse(Parse parse) throws IOException {
    watch.begins(parse.text());
    String name = parse.name();
    if (name.equals(UNNAMED)) {
      dropStatement(UNNAMED);
    } else if (statements.containsKey(name)) {
      throw new DatastoreException(
          ErrorCode.DUPLICATE_PREPARED_STATEMENT,
          "prepared statement \"%s\" already exists".formatted(name));
    }
    checkLimit(statements.size(), MAX_STATEMENTS, "prepared statements");
    List<DataType> types = parse.parameterOids().stream().map(PgType::dataType).toList();
    statements.put(
        name,
        new NamedStatement(
            name, parse.text(), session.prepare(parse.text(), types), parse.parameterOids()));
    messages.parseComplete();
  }

  void bind(Bind bind) throws IOException {
    NamedStatement statement = statement(bind.statement());
    String name = bind.portal();
    InsertRun pending = name.equals(UNNAMED) && run != null && run.takes(statement) ? run : null;
    if (pending == null) {
      finish();
      watch.begins(statement.text());
    }
    if (name.equals(UNNAMED)) {
      dropPortal(UNNAMED);
    } else if (portals.containsKey(name)) {
      throw new DatastoreException(
          ErrorCode.DUPLICATE_CURSOR, "cursor \"%s\" already exists".formatted(name));
    }
    checkLimit(portals.size(), MAX_PORTALS, "portals");
    portals.put(
        name,
        new Portal(
            name,
            statement,
            Parameters.read(bind, statement, settings.textFormat()),
            bind.resultFormats(),
            Parameters.size(bind)));
    if (pending == null) {
      messages.bindComplete();
    } else {
      pending.bind();
    }
  }

  /** Runs what was put off, and answers it; before anything that is no part of the run. */
  void finish() throws IOException {
    InsertRun ended = run;
    run = null;
    if (ended != null) {
      ended.run(messages, watch);
    }
  }

  private static void checkLimit(int count, int max, String what) {
    if (count >= max) {
      throw new DatastoreException(
              ErrorCode.CONFIGURATION_LIMIT_EXCEEDED, "too many %s".formatted(what))
          .withHint("Close those that are no longer used.");
    }
  }

  void describe(Describe describe) throws IOException {
    switch (describe.target()) {
      case STATEMENT -> {
        finish();
        NamedStatement statement = statement(describe.name());
        parameterDescription(statement.parameterOids());
        describeColumns(statement.statement(), List.of());
      }
      case PORTAL -> {
        if (isInRun(describe.name()) && run != null) {
          run.describe();
          return;
        }
        finish();
        if (portals.containsKey(describe.name())) {
          Portal portal = portal(describe.name());
          describeColumns(portal.source().statement(), portal.resultFormats());
        } else {
          describeCursor(describe.name());
        }
      }
    }
  }

  private void parameterDescription(List<Integer> oids) throws IOException {
    writer.message(
        't',
        content -> {
          content.int16(oids.size());
          oids.forEach(content::int32);
        });
  }

  /** What DECLARE has made is a portal, too. */
  private void describeCursor(String name) throws IOException {
    if (name.isEmpty()) {
      throw noPortal(name);
    }
    String fetch = "FETCH FROM " + Identifiers.quote(name);
    try (PreparedStatement cursor = session.prepare(fetch, List.of())) {
      describeColumns(cursor, List.of());
    }
  }

  private void describeColumns(PreparedStatement statement, List<ValueFormat> formats)
      throws IOException {
    Optional<List<Column>> columns = statement.columns();
    if (columns.isPresent()) {
      RowDescription.send(columns.get(), formats, writer);
    } else {
      messages.noData();
    }
  }

  void execute(Execute execute) throws IOException {
    Portal portal = portal(execute.portal());
    if (portal.isRepeatable() && (run == null || isInRun(execute.portal()))) {
      putOff(portal);
      return;
    }
    finish();
    watch.begins(portal.source().text());
    portal.execute(execute.maxRows(), settings, writer, copy);
    if (!portal.isSuspended()) {
      watch.ends();
    }
  }

  /** Tells whether a portal's Bind was put off and not executed yet. */
  private boolean isInRun(String portal) {
    return run != null && run.isBound() && portal.equals(UNNAMED);
  }

  /** Clients that send many rows at once need not wait for each. */
  private void putOff(Portal portal) throws IOException {
    InsertRun pending = run;
    if (pending == null) {
      pending = new InsertRun(portal.source());
      run = pending;
    }
    pending.execute(portal.handOver(), portal.size());
    if (pending.isFull()) {
      finish();
    }
  }

  void close(Close close) throws IOException {
    switch (close.target()) {
      case STATEMENT -> dropStatement(close.name());
      case PORTAL -> dropPortal(close.name());
    }
    messages.closeComplete();
  }

  /** Ends a series: outside of a BEGIN block its transaction, and with it all portals. */
  void sync() {
    // Portals first, so that the rest of their rows need not be kept when the transaction ends.
    endOfQuery();
    session.sync();
  }

  /** Closes the portals if no BEGIN block keeps them. */
  void endOfQuery() {
    if (session.transactionState() == TransactionState.IDLE) {
      for (String name : List.copyOf(portals.keySet())) {
        dropPortal(name);
      }
    }
  }

  /** Drops the unnamed statement and portal, as a simple query does. */
  void forgetUnnamed() {
    dropPortal(UNNAMED);
    dropStatement(UNNAMED);
  }

  private NamedStatement statement(String name) {
    NamedStatement statement = statements.get(name);
    if (statement == null) {
      throw new DatastoreException(
          ErrorCode.INVALID_SQL_STATEMENT_NAME,
          name.equals(UNNAMED)
              ? "unnamed prepared statement does not exist"
              : "prepared statement \"%s\" does not exist".formatted(name));
    }
    return statement;
  }

  private Portal portal(String name) {
    Portal portal = portals.get(name);
    if (portal == null) {
      throw noPortal(name);
    }
    return portal;
  }

  private static DatastoreException noPortal(String name) {
    return new DatastoreException(
        ErrorCode.INVALID_CURSOR_NAME, "portal \"%s\" does not exist".formatted(name));
  }

  @Override
  public boolean has(String name) {
    return statements.containsKey(name);
  }

  @Override
  public boolean drop(String name) {
    boolean found = statements.containsKey(name);
    dropStatement(name);
    return found;
  }

  @Override
  public void dropAll() {
    List.copyOf(statements.keySet()).forEach(this::dropStatement);
  }

  private void dropStatement(String name) {
    NamedStatement statement = statements.remove(name);
    if (statement != null) {
      statement.release();
    }
  }

  private void dropPortal(String name) {
    Portal portal = portals.remove(name);
    if (portal != null) {
      portal.close();
    }
  }

  /** Gives up all statements and portals, as the connection ends. */
  @Override
  public void close() {
    for (String name : List.copyOf(portals.keySet())) {
      dropPortal(name);
    }
    for (String name : List.copyOf(statements.keySet())) {
      dropStatement(name);
    }
  }
}
