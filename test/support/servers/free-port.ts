import { createServer } from 'node:net';

/** Below the ports that outgoing connections take, and apart from those of the application and its database. */
const FIRST = 20_000;
const LAST = 32_000;

/** A port that nobody listens on, another one for each worker at the same time. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
