// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.access;

import java.time.Instant;
import java.util.Optional;

/**
 * A user or a role.
 *
 * @param connectionLimit how many sessions at once; -1 for any number
 */
public record Role(
    String name,
    boolean isSuperuser,
    boolean canLogIn,
    Optional<Instant> validUntil,
    long connectionLimit) {}
