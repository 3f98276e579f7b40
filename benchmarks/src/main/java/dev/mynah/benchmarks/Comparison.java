// SPDX-License-Identifier: Apache-2.0
package dev.mynah.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lets competitors do the same work in turn and measures the processor time of the whole process,
 * which counts garbage collection and helper threads but not what else runs on the machine.
 */
public final class Comparison {
  private final List<String> names = new ArrayList<>();
  private final List<Work> works = new ArrayList<>();

  /** Something to measure. */
  public interface Work {
    void run() throws Exception;
  }

  /**
   * Processor seconds of one competitor.
   *
   * @param seconds ascending
   */
  public record Times(String name, double[] seconds) {
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

  public Comparison add(String name, Work work) {
    names.add(name);
    works.add(work);
    return this;
  }

  /** Runs all in turn, {@code warmups} times unmeasured and then {@code runs} times. */
  public List<Times> run(int warmups, int runs) throws Exception {
    double[][] seconds = new double[works.size()][runs];
    for (int run = -warmups; run < runs; run++) {
      for (int i = 0; i < works.size(); i++) {
        System.gc();
        double before = processorSeconds();
        works.get(i).run();
        double after = processorSeconds();
        if (run >= 0) {
          seconds[i][run] = after - before;
        }
      }
    }
    List<Times> times = new ArrayList<>();
    for (int i = 0; i < works.size(); i++) {
      Arrays.sort(seconds[i]);
      times.add(new Times(names.get(i), seconds[i]));
    }
    return times;
  }

  private static double processorSeconds() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }
}
