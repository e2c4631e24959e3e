import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { ClientAddresses, Config } from '../../src/platform/index.js';
import { RateLimits } from '../../src/platform/index.js';
import { Admission } from '../../src/platform/live/admission.js';

const AT_ONCE = 2500;
const A_MINUTE = 4000;

describe('connections of one address', () => {
  const config = { rateLimitFactor: 1 } as Config;
  let admission: Admission;

  beforeEach(() => {
    const addresses = { of: ({ url }: IncomingMessage) => ({ network: url }) } as unknown as ClientAddresses;
    admission = new Admission(addresses, new RateLimits(config), config);
  });

  /** What ends a connection from there; null where it is not let in. */
  const connect = (network: string | null): (() => void) | null => {
    const socket = new EventEmitter();
    const isIn = admission.admits({ url: network, socket } as unknown as IncomingMessage);
    return isIn ? () => socket.emit('close') : null;
  };

  it('are so many at once before anybody has said who they are, and those of others stay free', () => {
    const [first] = Array.from({ length: AT_ONCE }, () => connect('198.51.100.7'));
    expect(connect('198.51.100.7')).toBeNull();
    expect(connect('198.51.100.8')).not.toBeNull();
    first?.();
    expect(connect('198.51.100.7')).not.toBeNull();
    expect(connect('198.51.100.7')).toBeNull();
  });

  it('are so many in a minute, however soon each has gone', () => {
    for (let at = 0; at < A_MINUTE; at += 1) connect('198.51.100.7')?.();
    expect(connect('198.51.100.7')).toBeNull();
    expect(connect('198.51.100.8')).not.toBeNull();
  });

  it('are not counted where limits of an address do not hold', () => {
    for (let at = 0; at <= A_MINUTE; at += 1) expect(connect(null)).not.toBeNull();
  });
});
