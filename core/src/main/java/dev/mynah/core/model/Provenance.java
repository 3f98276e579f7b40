// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.model;

import dev.mynah.ml.automl.DataHash;
import dev.mynah.ml.automl.SearchResult;
import dev.mynah.ml.dataset.Dataset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a model was made of and by what: enough to tell whether another training saw the same rows
 * with the same program, and whether it came to the same model.
 *
 * @param dataHash equal for the same rows in any order
 * @param facts by name, in the order to print them
 */
record Provenance(String dataHash, Map<String, String> facts) {
  static Provenance of(Dataset rows, byte[] model, SearchResult result) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("model_sha256", sha256(model));
    facts.put(
        "mynah_version",
        Optional.ofNullable(Provenance.class.getPackage().getImplementationVersion())
            .orElse("development"));
    facts.put("java_version", System.getProperty("java.vm.version", ""));
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("architecture", System.getProperty("os.arch", ""));
    facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("memory_mib", Long.toString(Runtime.getRuntime().maxMemory() >> 20));
    facts.put("rows_read", Integer.toString(rows.rows()));
    facts.put("seconds", Double.toString(result.seconds()));
    facts.put("cpu_seconds", Double.toString(result.cpuSeconds()));
    facts.put("cut_by_time_limit", Boolean.toString(result.limited()));
    return new Provenance(DataHash.of(rows), facts);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  String json() {
    return JsonText.object(facts);
  }
}
