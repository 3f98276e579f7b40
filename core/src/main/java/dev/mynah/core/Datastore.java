// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core;

import dev.mynah.core.access.AccessControl;
import dev.mynah.core.access.ConnectionStatements;
import dev.mynah.core.access.FileFolders;
import dev.mynah.core.access.FileGate;
import dev.mynah.core.access.RoleStatements;
import dev.mynah.core.access.Users;
import dev.mynah.core.backup.Backups;
import dev.mynah.core.catalog.CatalogSchema;
import dev.mynah.core.catalog.PostgresCatalog;
import dev.mynah.core.endpoint.InvokeEndpointFunction;
import dev.mynah.core.job.Jobs;
import dev.mynah.core.job.LiveJobs;
import dev.mynah.core.json.JsonFunction;
import dev.mynah.core.model.ExplainModelFunction;
import dev.mynah.core.model.FunctionStatistics;
import dev.mynah.core.model.ModelChecks;
import dev.mynah.core.model.ModelExports;
import dev.mynah.core.model.ModelFunctions;
import dev.mynah.core.model.ModelRecovery;
import dev.mynah.core.model.Models;
import dev.mynah.core.notification.Channels;
import dev.mynah.core.notification.NotifyFunction;
import dev.mynah.core.recovery.RecoveringEngine;
import dev.mynah.core.secret.ConnectionSecrets;
import dev.mynah.core.secret.Passwords;
import dev.mynah.core.secret.SecretFolder;
import dev.mynah.core.session.CancelSignal;
import dev.mynah.core.session.LiveSessions;
import dev.mynah.core.session.NoticeListener;
import dev.mynah.core.session.Session;
import dev.mynah.core.spool.Spools;
import dev.mynah.core.template.TemplateFunctions;
import dev.mynah.core.transaction.CatalogWriter;
import dev.mynah.core.transaction.ReplayedSequences;
import dev.mynah.core.transaction.StatementGate;
import dev.mynah.core.transaction.WriteQueue;
import dev.mynah.spi.engine.Engine;
import dev.mynah.spi.engine.EngineFactory;
import dev.mynah.spi.engine.EngineOptions;
import dev.mynah.spi.engine.EngineSession;
import dev.mynah.spi.function.TableFunction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A datastore: an engine, its catalog, its jobs and its models. Thread-safe. */
public final class Datastore implements AutoCloseable {
  private final DataFolder folder;
  private final RecoveringEngine engine;
  private final WriteQueue writeQueue = new WriteQueue();
  private final ReplayedSequences sequences = new ReplayedSequences();
  private final CatalogWriter catalog;
  private final Jobs jobs;
  private final ModelFunctions functions;
  private final StatementExecutor executor;
  private final AccessControl access;
  private final SecretFolder secrets;
  private final Users users;
  private final Backups backups;
  private final MemoryBudget budget;
  private final Spools spools;
  private final StatementGate gate;
  private final FileGate files;
  private final StatementTimer timer = new StatementTimer();
  private final LiveSessions live = new LiveSessions();
  private final Channels channels = new Channels();
  private final AtomicLong sessionIds = new AtomicLong();

  private Datastore(
      DataFolder folder, RecoveringEngine engine, MemoryBudget budget, boolean isCatalogMade) {
    this.budget = budget;
    this.spools = new Spools(folder.temporary(), budget.spoolBytes());
    this.folder = folder;
    this.engine = engine;
    AtomicReference<Jobs> running = new AtomicReference<>();
    for (TableFunction function : LiveJobs.functions(running::get)) {
      engine.functions().install(function);
    }
    engine.functions().install(live);
    engine.functions().install(sequences);
    engine.functions().install(new NotifyFunction(channels));
    engine.functions().install(new InvokeEndpointFunction());
    TemplateFunctions.all().forEach(engine.functions()::install);
    engine.functions().install(new JsonFunction());
    this.functions = new ModelFunctions(engine.functions());
    engine.functions().install(new ExplainModelFunction(functions));
    engine.functions().install(new FunctionStatistics(functions));
    try (EngineSession session = engine.connect()) {
      CatalogSchema.create(session);
      if (!isCatalogMade) {
        PostgresCatalog.create(session);
      }
      this.catalog = new CatalogWriter(engine, writeQueue);
      this.jobs = new Jobs(catalog);
      running.set(jobs);
      jobs.recover();
      ModelRecovery.run(session, catalog, functions);
    }
    this.access = new AccessControl(engine, writeQueue::definitions);
    this.secrets = new SecretFolder(folder.secret());
    this.users = Users.of(access, new Passwords(secrets));
    this.files = new FileGate(new FileFolders(folder.importFolder(), folder.exportFolder()));
    this.gate = new StatementGate(functions);
    this.backups = new Backups(engine, writeQueue, folder.root());
    this.executor =
        new StatementExecutor(
            new Models(engine, catalog, jobs, functions, access.rights()),
            new ModelChecks(functions),
            new ModelExports(functions, files),
            jobs);
    engine.afterOpening(this::openedAgain);
  }

  /**
   * Opens the datastore, creating it when there is none, and finishes what its last run left.
   *
   * @throws dev.mynah.spi.error.DatastoreException when another process has it open, or a later
   *     version has written it
   */
  public static Datastore open(DatastoreOptions options) {
    DataFolder folder = DataFolder.open(options.folder());
    try {
      return opened(folder, options);
    } catch (RuntimeException e) {
      folder.release();
      throw e;
    }
  }

  private static Datastore opened(DataFolder folder, DatastoreOptions options) {
    MemoryBudget budget =
        options
            .budget()
            .orElseGet(() -> MemoryBudget.ofMachine(MachineDisk.shareOf(folder.temporary())));
    EngineFactory factory =
        ServiceLoader.load(EngineFactory.class)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no engine is installed"));
    folder.emptyTemporary();
    boolean isCatalogMade = PostgresCatalog.unpack(folder.catalog());
    EngineOptions engineOptions =
        new EngineOptions(
            folder.database(),
            Optional.of(folder.catalog()),
            folder.temporary(),
            List.of(folder.importFolder(), folder.exportFolder(), folder.temporary()),
            budget.engineBytes(),
            options.threads(),
            budget.spillBytes(),
            options.faultFile());
    RecoveringEngine engine = new RecoveringEngine(() -> factory.open(engineOptions));
    try {
      return new Datastore(folder, engine, budget, isCatalogMade);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /**
   * What was known of rights and of what exists may no longer hold: a commit that failed may have
   * been kept. The catalog of a database on disk is there; one in memory begins anew.
   */
  private void openedAgain(Engine opened) {
    access.rights().changed();
    writeQueue.engineOpenedAgain();
    if (folder.database().isPresent()) {
      return;
    }
    try (EngineSession session = opened.connect()) {
      CatalogSchema.create(session);
    }
    functions.forgetAll();
    jobs.cancelAll();
  }

  /** Begins a session of this process itself. */
  public Session connect(String user, NoticeListener notices) {
    return connect(user, "in process", notices);
  }

  /**
   * Begins a session.
   *
   * @param address where the client is, as {@code ml.sessions} shows it
   */
  public Session connect(String user, String address, NoticeListener notices) {
    return new ClientSession(
        sessionIds.incrementAndGet(),
        user,
        address,
        engine,
        writeQueue,
        access,
        new RoleStatements(new Passwords(secrets)),
        new ConnectionStatements(new ConnectionSecrets(secrets)),
        sequences,
        channels,
        gate,
        files,
        executor,
        backups,
        functions,
        timer,
        live,
        spools,
        notices);
  }

  /** Begins a session of a client who has proved who he is; fails if he may not begin one. */
  public Session login(String user, String address, NoticeListener notices) {
    users.checkLogin(user, live.sessionsOf(user));
    return connect(user, address, notices);
  }

  /** Who may log in. */
  public Users users() {
    return users;
  }

  /** What only the owner of the data folder can read. */
  public SecretFolder secrets() {
    return secrets;
  }

  /**
   * Writes a backup to a file, which must not exist; without a session, for the program itself.
   *
   * @return how many bytes the file has
   */
  public long backUp(Path file) {
    return backups.write(file, 0, Duration.ZERO, new CancelSignal()).sizeBytes();
  }

  /** What the process may use of memory and disk. */
  public MemoryBudget budget() {
    return budget;
  }

  /** Where files lie that statements may read. */
  public Path importFolder() {
    return folder.importFolder();
  }

  /** Where files go that statements write. */
  public Path exportFolder() {
    return folder.exportFolder();
  }

  /** The file of PostgreSQL's catalog. */
  Path catalogFile() {
    return folder.catalog();
  }

  /** Stops the jobs and closes the database; what was committed is on disk. */
  @Override
  public void close() {
    jobs.close();
    timer.close();
    catalog.close();
    engine.close();
    folder.close();
  }
}
