// SPDX-License-Identifier: Apache-2.0
/** Datastores to test: in this process or in one of their own, reached over the wire. */
@NullMarked
package dev.mynah.tests.server;

import org.jspecify.annotations.NullMarked;
