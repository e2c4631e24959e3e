import { createServer } from 'node:net';
import { ConfigError } from '../config/config.js';

/** What already listens on a port is told in one sentence, before anything has been started. */
export async function refuseTakenPort(port: number, setting: string): Promise<void> {
  const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    const probe = createServer();
    probe.once('error', resolve);
    probe.listen({ port, exclusive: true }, () => probe.close(() => resolve(null)));
  });
  if (error?.code === 'EADDRINUSE')
    throw new ConfigError(`Port ${port} is taken. Stop what listens there, or set ${setting}.`);
  if (error?.code === 'EACCES')
    throw new ConfigError(`Port ${port} may not be opened by this user. Set ${setting} to another one.`);
}
