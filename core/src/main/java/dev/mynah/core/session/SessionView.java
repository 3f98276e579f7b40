// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.session;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What others may see of a session.
 *
 * @param state PostgreSQL's words: active, idle, idle in transaction, idle in transaction (aborted)
 * @param statement the one under way or the last, without secrets
 * @param startedAt when that statement began; empty before the first
 * @param isWriter whether it holds the writer slot
 * @param waitsFor the session whose writer slot it waits for; 0 is the server itself
 */
public record SessionView(
    long id,
    String user,
    String application,
    String clientAddress,
    String state,
    String statement,
    Optional<Instant> startedAt,
    boolean isWriter,
    OptionalLong waitsFor) {}
