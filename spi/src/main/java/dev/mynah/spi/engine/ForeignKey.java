// SPDX-License-Identifier: Apache-2.0
package dev.mynah.spi.engine;

/** A reference that ties rows of one table to rows of another. */
public record ForeignKey(RelationName child, RelationName parent) {}
