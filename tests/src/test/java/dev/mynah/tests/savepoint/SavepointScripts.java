// SPDX-License-Identifier: Apache-2.0
package dev.mynah.tests.savepoint;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Runs one random script on two servers. */
public final class SavepointScripts {
  private SavepointScripts() {}

  /** What both said, a line a step. */
  public record Answers(List<String> ours, List<String> theirs) {}

  /** Draws the script of this seed and runs it on both. */
  public static Answers run(long seed, Connection ours, Connection theirs) throws SQLException {
    List<Step> script = new ScriptGenerator(seed).script();
    return new Answers(new ScriptRun(ours).run(script), new ScriptRun(theirs).run(script));
  }
}
