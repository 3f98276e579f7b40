// SPDX-License-Identifier: Apache-2.0
/** What the server does for its clients, told to those who log and count it. */
@NullMarked
package dev.mynah.server.activity;

import org.jspecify.annotations.NullMarked;
