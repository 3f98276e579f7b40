// SPDX-License-Identifier: Apache-2.0
import ai.h2o.automl.AutoML;
import ai.h2o.automl.AutoMLBuildSpec;
import com.sun.management.OperatingSystemMXBean;
import hex.Model;
import java.io.File;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import water.H2OStarter;
import water.Key;
import water.fvec.Frame;
import water.fvec.NFSFileVec;
import water.parser.ParseDataset;

/**
 * H2O AutoML on one table: trains on a CSV file, writes its answers for another one, and prints what
 * it took. Arguments: training file, test file, target, "classes" or "number", seconds, file of the
 * answers.
 */
public final class H2oPeer {
  public static void main(String[] arguments) throws Exception {
    H2OStarter.start(
        new String[] {"-ip", "127.0.0.1", "-name", "peer", "-nthreads", "2", "-disable_web"},
        new File(".").getAbsolutePath());
    Frame training = read("training", arguments[0]);
    Frame test = read("test", arguments[1]);
    boolean classes = arguments[3].equals("classes");
    if (classes) {
      int target = training.find(arguments[2]);
      training.replace(target, training.vec(target).toCategoricalVec());
      water.DKV.put(training);
    }
    AutoMLBuildSpec specification = new AutoMLBuildSpec();
    specification.input_spec.training_frame = training._key;
    specification.input_spec.response_column = arguments[2];
    if (classes) {
      specification.input_spec.sort_metric = "logloss";
    }
    specification.build_control.stopping_criteria.set_max_runtime_secs(
        Double.parseDouble(arguments[4]));
    specification.build_control.stopping_criteria.set_seed(1);
    long wall = System.nanoTime();
    double processor = processorSeconds();
    AutoML search = AutoML.startAutoML(specification);
    search.get();
    System.out.printf(
        "TOOK %f %f%n", (System.nanoTime() - wall) / 1e9, processorSeconds() - processor);
    Model<?, ?, ?> leader = search.leader();
    Frame answers = leader.score(test);
    try (PrintWriter out = new PrintWriter(arguments[5])) {
      write(answers, classes, out);
    }
    System.out.println("LEADER " + leader._key);
    System.exit(0);
  }

  private static void write(Frame answers, boolean classes, PrintWriter out) {
    int first = classes ? 1 : 0;
    String[] names = answers.names();
    for (int column = first; column < names.length; column++) {
      out.print((column > first ? "," : "") + name(answers, names[column], classes, column - first));
    }
    out.println();
    for (long row = 0; row < answers.numRows(); row++) {
      for (int column = first; column < names.length; column++) {
        out.print((column > first ? "," : "") + answers.vec(column).at(row));
      }
      out.println();
    }
  }

  private static String name(Frame answers, String name, boolean classes, int place) {
    return classes ? answers.vec(0).domain()[place] : name;
  }

  private static Frame read(String key, String file) {
    return ParseDataset.parse(Key.make(key), NFSFileVec.make(new File(file))._key);
  }

  private static double processorSeconds() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }
}
