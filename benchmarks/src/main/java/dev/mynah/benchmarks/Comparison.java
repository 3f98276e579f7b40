// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lets competitors do the same work in turn and measures how long each takes. */
public final class Comparison {
  private final Clock clock;
  private final List<String> names = new ArrayList<>();
  private final List<Work> works = new ArrayList<>();
  private final List<Work> cleanups = new ArrayList<>();

  /** What is measured. */
  public enum Clock {
    /**
     * Processor time of the whole process, which counts garbage collection and other threads but
     * not what else runs on the machine; to some milliseconds.
     */
    PROCESSOR,
    /** Time until the work is done. */
    WALL
  }

  /** Something to measure. */
  public interface Work {
    void run() throws Exception;
  }

  /**
   * Seconds of one competitor.
   *
   * @param seconds ascending
   * @param load the machine's highest load average of a minute seen after a run
   */
  public record Times(String name, double[] seconds, double load) {
    public double median() {
      return seconds[seconds.length / 2];
    }

    public double min() {
      return seconds[0];
    }

    public double max() {
      return seconds[seconds.length - 1];
    }
  }

  /** Makes a comparison of processor times. */
  public Comparison() {
    this(Clock.PROCESSOR);
  }

  public Comparison(Clock clock) {
    this.clock = clock;
  }

  public Comparison add(String name, Work work) {
    return add(name, work, () -> {});
  }

  /** Adds a competitor after each of whose runs something is done that is not measured. */
  public Comparison add(String name, Work work, Work cleanup) {
    names.add(name);
    works.add(work);
    cleanups.add(cleanup);
    return this;
  }

  /** Runs all in turn, {@code warmups} times unmeasured and then {@code runs} times. */
  public List<Times> run(int warmups, int runs) throws Exception {
    double[][] seconds = new double[works.size()][runs];
    double[] loads = new double[works.size()];
    for (int run = -warmups; run < runs; run++) {
      for (int i = 0; i < works.size(); i++) {
        System.gc();
        double before = now();
        works.get(i).run();
        double after = now();
        cleanups.get(i).run();
        if (run >= 0) {
          seconds[i][run] = after - before;
          loads[i] = Math.max(loads[i], system().getSystemLoadAverage());
        }
      }
    }
    List<Times> times = new ArrayList<>();
    for (int i = 0; i < works.size(); i++) {
      Arrays.sort(seconds[i]);
      times.add(new Times(names.get(i), seconds[i], loads[i]));
    }
    return times;
  }

  private double now() {
    return switch (clock) {
      case PROCESSOR -> system().getProcessCpuTime() / 1e9;
      case WALL -> System.nanoTime() / 1e9;
    };
  }

  private static OperatingSystemMXBean system() {
    return (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  }
}
