import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface MailServerLimits {
  /** Connections at a time, of one network. */
  mostOfNetwork: number;
  /** How long a client may say nothing at all. */
  firstWordMs: number;
  networkOf: (socket: Socket) => string;
}

/**
 * An SMTP server that one network cannot occupy, and that hears a client out which says that it will send no more before
 * it has heard the answer, as Exim does after the final dot (half-close, RFC 9293 section 3.6): what has come in is
 * answered, then our side ends too.
 */
export class MailServer extends SMTPServer {
  private readonly connected = new Map<string, number>();

  constructor(
    options: SMTPServerOptions,
    private readonly limits: MailServerLimits,
  ) {
    super({
      ...options,
      /** The listener's, as `net` knows it. */
      ...{ allowHalfOpen: true },
      onSecure: (socket, _session, done) => {
        endOnceAnswered(socket);
        done();
      },
    });
  }

  override connect(socket: Socket | TLSSocket, options?: Parameters<SMTPServer['connect']>[1]): void {
    const network = this.limits.networkOf(socket);
    const count = this.connected.get(network) ?? 0;
    if (count >= this.limits.mostOfNetwork) return dismiss(socket, 'Too many connections from your network');
    this.connected.set(network, count + 1);
    socket.once('close', () => this.left(network));
    this.expectFirstWord(socket);
    endOnceAnswered(socket);
    super.connect(socket, options);
  }

  private left(network: string): void {
    const count = (this.connected.get(network) ?? 1) - 1;
    if (count > 0) this.connected.set(network, count);
    else this.connected.delete(network);
  }

  private expectFirstWord(socket: Socket): void {
    const silence = setTimeout(() => {
      if (socket.bytesRead === 0) dismiss(socket, 'Too long without a command');
    }, this.limits.firstWordMs);
    silence.unref();
    socket.once('close', () => clearTimeout(silence));
  }
}

/** What is said to one who is not served is the last that is said; theirs is waited for no longer than this. */
const LAST_WORD_MS = 1_000;

function dismiss(socket: Socket, because: string): void {
  socket.on('error', () => undefined);
  socket.resume().end(`421 ${because}, please try again later\r\n`);
  setTimeout(() => socket.destroy(), LAST_WORD_MS).unref();
}

function endOnceAnswered(socket: Socket): void {
  const pipe = socket.pipe.bind(socket);
  const answering = <Reader extends NodeJS.WritableStream>(reader: Reader) => {
    reader.once('finish', () => socket.end());
    return pipe(reader);
  };
  Object.defineProperties(socket, {
    pipe: { value: answering },
    /** Half-open: the library answers only where this says `open`. */
    readyState: { get: () => (socket.writable ? 'open' : 'closed') },
  });
}
