// SPDX-License-Identifier: Apache-2.0
package dev.mynah.ml.automl;

import dev.mynah.ml.learner.TrainingCancelledException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of one search; closing it waits until all have ended. */
final class TrainingThreads implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** How often the search looks whether it is still wanted. */
  private static final long POLL_MILLIS = 50;

  private final ExecutorService executor;
  private final List<Thread> started = new CopyOnWriteArrayList<>();

  TrainingThreads(int threads) {
    executor =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "mynah-training-" + NUMBER.incrementAndGet());
              thread.setDaemon(true);
              started.add(thread);
              return thread;
            });
  }

  /** What the search does while it waits. */
  interface Watch {
    /** Called about twenty times a second; false cancels the trainings. */
    boolean goOn();
  }

  /**
   * Runs trainings, as many at a time as there are threads, until all have ended.
   *
   * @throws TrainingCancelledException when {@code watch} says so
   */
  void run(List<Training> trainings, Watch watch) {
    List<Future<?>> futures = new ArrayList<>();
    for (Training training : trainings) {
      futures.add(executor.submit(training));
    }
    try {
      for (Future<?> future : futures) {
        await(future, watch);
      }
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      throw new TrainingCancelledException();
    } finally {
      trainings.forEach(Training::cancel);
    }
  }

  private static void await(Future<?> future, Watch watch) throws InterruptedException {
    while (true) {
      if (!watch.goOn()) {
        throw new TrainingCancelledException();
      }
      try {
        future.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException stillRunning) {
        // The search is asked again whether it is still wanted.
      } catch (ExecutionException exception) {
        throw unwrapped(exception);
      }
    }
  }

  private static RuntimeException unwrapped(ExecutionException exception) {
    return switch (exception.getCause()) {
      case RuntimeException cause -> cause;
      case Error cause -> throw cause;
      case null, default -> new IllegalStateException(exception);
    };
  }

  /** Waits for the rounds under way; trainings that did not run are forgotten. */
  @Override
  public void close() {
    executor.shutdownNow();
    boolean interrupted = false;
    for (Thread thread : started) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException exception) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
