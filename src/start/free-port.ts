import { createServer } from 'node:net';
import { StartError } from './start-error.js';

/** The first port that may be handed to outgoing connections on common systems: a listener stays below it. */
const EPHEMERAL = 32_768;

/** Whether a listener can be opened on this port right now. */
export async function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** The wanted port, or the next free one above it, below the range of outgoing connections. */
export async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port < EPHEMERAL; port++) if (await isFree(port)) return port;
  throw new StartError(`No free port between ${wanted} and ${EPHEMERAL - 1} on 127.0.0.1.`);
}
