import { Redis } from 'ioredis';

/**
 * A client that never waits for a Redis that is away: what it cannot say now is lost, which is right for everything
 * we tell Redis. `publish` answers 0 instead of throwing, for the Socket.IO adapter does not look at its answer.
 */
export class PassingRedis extends Redis {
  constructor(url: string) {
    super(url, { enableOfflineQueue: false, maxRetriesPerRequest: 0, retryStrategy: retryDelay });
    this.on('error', () => undefined);
  }

  override publish(...parameters: Parameters<Redis['publish']>): Promise<number> {
    return super.publish(...parameters).catch(() => 0);
  }
}

/**
 * A client that listens; it subscribes again by itself when Redis is back. The Socket.IO adapter does not look at what
 * becomes of its subscriptions, so one that the end of the connection cuts off must not end the process.
 */
export class ListeningRedis extends Redis {
  constructor(url: string) {
    super(url, { maxRetriesPerRequest: null, retryStrategy: retryDelay });
    this.on('error', () => undefined);
  }

  override sendCommand(...[command, stream]: Parameters<Redis['sendCommand']>): unknown {
    command.promise.catch(() => undefined);
    return super.sendCommand(command, stream);
  }
}

export function retryDelay(attempt: number): number {
  return Math.min(100 * attempt, 2000);
}
