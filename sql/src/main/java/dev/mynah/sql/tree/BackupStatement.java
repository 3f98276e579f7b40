// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

/**
 * {@code BACKUP TO 'name'}: the whole datastore into one file, where the server keeps backups.
 *
 * @param position where the name stands, from 1
 */
public record BackupStatement(String name, int position) implements Statement {}
