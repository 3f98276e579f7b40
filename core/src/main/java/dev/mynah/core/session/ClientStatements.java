// SPDX-License-Identifier: Apache-2.0
package dev.mynah.core.session;

/** The statements that a client has prepared by its protocol, by name. */
public interface ClientStatements {
  /** A client whose protocol prepares nothing. */
  ClientStatements NONE =
      new ClientStatements() {
        @Override
        public boolean has(String name) {
          return false;
        }

        @Override
        public boolean drop(String name) {
          return false;
        }

        @Override
        public void dropAll() {}
      };

  boolean has(String name);

  /** Drops a statement and tells whether there was one. */
  boolean drop(String name);

  void dropAll();
}
