import type { IncomingHttpHeaders } from 'node:http';
import { Injectable, Logger } from '@nestjs/common';
import proxyAddr from 'proxy-addr';
import { Config } from '../config/config.js';
import { trustedProxies } from '../config/trusted-proxies.js';
import { networkOf, plainAddress } from './network.js';

/**
 * Where a client is, and what limits by address count: IPv4 by itself, IPv6 by its /64. There are two kinds of limits,
 * which differ behind a proxy that `TRUST_PROXY` does not name, where everybody seems to come from one address:
 * - Limits of load (requests, sockets, messages, files, places in a queue) are off there, since everybody would share
 *   one; those by visitor and by brand still hold. They count `network`.
 * - Limits of guessing (passwords) always hold, since whoever guesses could send the header that turns them off. They
 *   count `guesser`, which is the address of the proxy there. Codes and their mails are counted by account.
 */
export interface ClientAddress {
  /** As text; empty where it is not known. */
  text: string;
  /** For limits of load; null where they are off. */
  network: string | null;
  /** For limits of guessing. */
  guesser: string;
}

const UNKNOWN: ClientAddress = { text: '', network: null, guesser: 'unknown' };

/** The parts of a request, or of a socket's handshake, that tell where it comes from. */
export interface Incoming {
  headers: IncomingHttpHeaders;
  socket: { remoteAddress?: string | undefined };
}

const FORWARDED = ['x-forwarded-for', 'forwarded', 'x-real-ip'];
const REMEMBERED_MS = 3_600_000;
const MOST_REMEMBERED = 1000;
const LOCAL = trustedProxies('loopback, linklocal, uniquelocal');
const LOOPBACK = trustedProxies('loopback');

/**
 * Where clients are, seen through the proxies of `TRUST_PROXY` only. In production a peer that forwards without being
 * one of them may be a proxy that everybody comes through: it raises an alert, and for an hour limits of load
 * do not count it. `TRUST_PROXY=0` says that there is no proxy, so such headers are somebody's invention.
 */
@Injectable()
export class ClientAddresses {
  private readonly logger = new Logger('ClientAddresses');
  readonly trusts;
  private readonly suspects: boolean;
  /** Peers that forward without being trusted, and until when they are remembered. */
  private readonly forwarders = new Map<string, number>();
  private isTold = false;

  constructor({ production, trustProxy }: Config) {
    this.trusts = trustedProxies(trustProxy);
    this.suspects = production && trustProxy !== '0';
  }

  of(incoming: Incoming): ClientAddress {
    const peer = plainAddress(incoming.socket.remoteAddress);
    if (peer === null) return UNKNOWN;
    if (this.suspects && !this.trusts(peer, 0) && forwards(incoming)) this.suspect(peer);
    const text = plainAddress(proxyAddr(incoming as never, this.trusts)) ?? peer;
    const network = networkOf(text);
    return { text, network: this.isShared(peer) ? null : network, guesser: network };
  }

  /** Of a connection that no proxy of ours forwards, such as a mail server's. */
  ofPeer(remoteAddress: string | undefined): ClientAddress {
    const text = plainAddress(remoteAddress);
    if (text === null) return UNKNOWN;
    const network = networkOf(text);
    return { text, network, guesser: network };
  }

  /** Whether it comes from this machine, and from nobody behind a proxy on it. */
  isOurs(incoming: Incoming): boolean {
    const peer = plainAddress(incoming.socket.remoteAddress);
    return peer !== null && LOOPBACK(peer, 0) && !forwards(incoming);
  }

  /** How many peers forwarded within the last hour without being trusted. */
  untrustedForwarders(): number {
    for (const [peer, until] of this.forwarders) if (until < performance.now()) this.forwarders.delete(peer);
    return this.forwarders.size;
  }

  private suspect(peer: string): void {
    this.forwarders.delete(peer);
    this.forwarders.set(peer, performance.now() + REMEMBERED_MS);
    const [oldest] = this.forwarders.keys();
    if (oldest !== undefined && this.forwarders.size > MOST_REMEMBERED) this.forwarders.delete(oldest);
    if (this.isTold) return;
    this.isTold = true;
    const which = LOCAL(peer, 0) ? ` (${peer})` : '';
    this.logger.warn(
      `A proxy${which} forwards requests and is none that TRUST_PROXY names: what comes through it is not limited by address, except sign-in. Set TRUST_PROXY to the number of proxies, or to 0 where there is none.`,
    );
  }

  private isShared(peer: string): boolean {
    const until = this.forwarders.get(peer);
    return until !== undefined && until >= performance.now();
  }
}

function forwards({ headers }: Incoming): boolean {
  return FORWARDED.some((name) => headers[name] !== undefined);
}
