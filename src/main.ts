import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { Clock } from './kernel/index.js';
import {
  Config,
  createLog,
  GracefulStop,
  installPipeline,
  LiveAdapter,
  Metrics,
  NestLog,
  PageAdapter,
  refusePowerfulRole,
  refuseTakenPort,
  requestLog,
  Statements,
} from './platform/index.js';

export interface RunningApp {
  app: NestExpressApplication;
  url: string;
  /** Ends without failing an accepted request; at most ten seconds. */
  close(): Promise<void>;
}

/** Starts the application with these settings and resolves when it takes requests. */
export async function bootstrap(env: NodeJS.ProcessEnv): Promise<RunningApp> {
  const config = new Config(env);
  await refuseTakenPort(config.port, 'PORT');
  if (config.mailListenPort && config.process !== 'worker')
    await refuseTakenPort(config.mailListenPort, 'MAIL_LISTEN_PORT');
  const log = createLog(config);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.for(config), new PageAdapter(), {
    logger: new NestLog(log),
    bodyParser: false,
    abortOnError: false,
  });
  const stop = app.get(GracefulStop);
  try {
    await refusePowerfulRole(app.get(Statements));
    app.use(requestLog(log), stop.watchRequests(), app.get(Metrics).watchRequests());
    installPipeline(app);
    app.useWebSocketAdapter(new LiveAdapter(app));
    await app.listen(config.port);
  } catch (error) {
    await app.close().catch(() => undefined);
    throw error;
  }
  const server = app.getHttpServer();
  const { port } = server.address() as AddressInfo;
  return {
    app,
    url: `http://localhost:${port}`,
    async close() {
      await stop.drain(server);
      await app.close();
    },
  };
}

async function main(): Promise<void> {
  let running: RunningApp;
  try {
    running = await bootstrap(process.env);
  } catch (error) {
    process.stderr.write(
      `${error instanceof Error ? (error.name === 'ConfigError' ? error.message : error.stack) : String(error)}\n`,
    );
    process.exit(1);
  }
  const end = () => void running.close().finally(() => process.exit(0));
  process.once('SIGTERM', end).once('SIGINT', end);
  if (process.env.NODE_ENV === 'test' && process.send) listenToTest(running.app.get(Clock));
}

interface TestMessage {
  clock?: string | null;
  shiftClock?: number;
  releaseClock?: true;
}

/** A test that started this process sets its clock, and goes on once it is set. */
function listenToTest(clock: Clock): void {
  process.on('message', ({ clock: at, shiftClock, releaseClock }: TestMessage) => {
    if (at) clock.freeze(new Date(at));
    if (shiftClock) clock.shift(shiftClock);
    if (at === null || releaseClock) clock.release();
    process.send?.({ now: clock.now().toISOString() });
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) void main();
