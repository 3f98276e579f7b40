// SPDX-License-Identifier: Apache-2.0
package dev.mynah.server.cli;

import dev.mynah.server.tls.TlsMode;
import dev.mynah.spi.error.DatastoreException;
import dev.mynah.spi.error.ErrorCode;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where the server listens: to this machine alone, or to others, who must encrypt and log in. */
record ListenAddress(InetAddress address) {
  /**
   * Finds the address of a host, which others can reach only if everything is encrypted and nobody
   * gets in without a password.
   */
  static ListenAddress of(String host, TlsMode tls, boolean trust) {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new DatastoreException(
              ErrorCode.INVALID_PARAMETER_VALUE, "host \"%s\" is not known".formatted(host))
          .withCause(e);
    }
    if (!address.isLoopbackAddress() && (trust || tls != TlsMode.REQUIRED)) {
      throw new DatastoreException(
              ErrorCode.INVALID_PARAMETER_VALUE,
              "host \"%s\" lets other machines connect".formatted(host))
          .withDetail(
              trust
                  ? "With --trust every one of them could read and change all data."
                  : "Without TLS whoever is between them and this one could read all data.")
          .withHint(
              trust ? "Leave out --trust, and add --tls required." : "Add --tls required.");
    }
    return new ListenAddress(address);
  }

  boolean isLoopback() {
    return address.isLoopbackAddress();
  }

  /** The address for HTTP, which is not encrypted: only this machine gets at it. */
  InetAddress forHttp() {
    return isLoopback() ? address : InetAddress.getLoopbackAddress();
  }

  /** The address by which this machine itself reaches what listens here. */
  String fromHere() {
    InetAddress here = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    return here.getHostAddress();
  }
}
