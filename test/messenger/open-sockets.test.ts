import { EventEmitter } from 'node:events';
import { OpenSockets } from '../../src/messenger/sockets/open-sockets.js';
import type { VisitorSocket } from '../../src/messenger/sockets/visitor-socket.js';
import type { Config } from '../../src/platform/index.js';

const MOST = 2000;

function aSocket(): VisitorSocket {
  const conn = Object.assign(new EventEmitter(), { readyState: 'open' });
  return Object.assign(new EventEmitter(), { conn }) as unknown as VisitorSocket;
}

describe('sockets of one address', () => {
  const open = new OpenSockets({ rateLimitFactor: 1 } as Config);
  let visitors = 0;

  /** Each of another visitor, and every other one of another brand. */
  const enter = (network: string | null): VisitorSocket => {
    const socket = aSocket();
    visitors += 1;
    open.enter(socket, { actor: { brandId: `brand ${visitors % 2}`, id: `visitor ${visitors}` }, network });
    return socket;
  };

  it('are two thousand on a node, whoever they are of, and one more where one has gone', () => {
    const sockets = Array.from({ length: MOST }, () => enter('198.51.100.7'));
    expect(() => enter('198.51.100.7')).toThrow(
      expect.objectContaining({ code: 'too_many_from_network' }) as Error,
    );
    expect(() => enter('198.51.100.8')).not.toThrow();
    sockets[0].conn.emit('close');
    expect(() => enter('198.51.100.7')).not.toThrow();
    expect(() => enter('198.51.100.7')).toThrow();
  });

  it('are not counted where limits of an address do not hold', () => {
    for (let at = 0; at <= MOST; at += 1) expect(() => enter(null)).not.toThrow();
  });
});
