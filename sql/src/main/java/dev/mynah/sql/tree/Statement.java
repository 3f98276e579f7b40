// SPDX-License-Identifier: Apache-2.0
package dev.mynah.sql.tree;

/** What one statement asks for. */
public sealed interface Statement
    permits ModelStatement,
        JobStatement,
        SessionStatement,
        RightsStatement,
        ConnectionStatement,
        CursorStatement,
        ChannelStatement,
        CopyStatement,
        BackupStatement,
        DoBlock,
        EngineStatement,
        UnsupportedStatement,
        EmptyStatement {}
