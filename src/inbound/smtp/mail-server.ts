import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import {
  SMTPServer,
  type SMTPServerDataStream,
  type SMTPServerOptions,
  type SMTPServerSession,
} from 'smtp-server';

type Connection = SMTPServer['connections'] extends Set<infer One> ? One : never;

export interface MailServerLimits {
  /** Connections at a time. */
  most: number;
  /** Connections at a time, of one network. */
  mostOfNetwork: number;
  /** How long a client may say nothing at all. */
  firstWordMs: number;
  /** How long the next step towards a mail may take, whatever is said meanwhile. */
  stepMs: number;
  /** How long nobody takes the place of one whose mail has a recipient. */
  mailMs: number;
  networkOf: (socket: Socket) => string;
}

/** A connection's place, and how far it has come with its next mail. */
interface Place {
  socket: Socket;
  network: string;
  mail: number;
  step: number;
  steppedAt: number;
  /** Which mail under way has a recipient, and since when. */
  addressed: { mail: number; at: number } | null;
}

const LOOK_MS = 1_000;
/** Content comes a step further with so many bytes. */
const BYTES_OF_A_STEP = 64 * 1024;
const MOST_STEPS_BEFORE_CONTENT = 1_000;

/**
 * An SMTP server that neither one network nor many idle ones can occupy, and that hears a client out which says that it
 * will send no more before it has heard the answer, as Exim does after the final dot (half-close, RFC 9293 section 3.6):
 * what has come in is answered, then our side ends too.
 */
export class MailServer extends SMTPServer {
  private readonly places = new WeakMap<Connection, Place>();
  private readonly contents = new WeakMap<SMTPServerSession, SMTPServerDataStream>();

  constructor(
    options: Omit<SMTPServerOptions, 'maxClients'>,
    private readonly limits: MailServerLimits,
  ) {
    super({
      ...options,
      maxClients: limits.most,
      /** The listener's, as `net` knows it. */
      ...{ allowHalfOpen: true },
      onSecure: (socket, _session, done) => {
        endOnceAnswered(socket);
        done();
      },
      onData: (stream, session, done) => {
        this.contents.set(session, stream);
        options.onData?.(stream, session, (...answer) => {
          this.contents.delete(session);
          done(...answer);
        });
      },
    });
    const looking = setInterval(() => this.endIdlers(), LOOK_MS).unref();
    this.once('close', () => clearInterval(looking));
  }

  override connect(socket: Socket | TLSSocket, options?: Parameters<SMTPServer['connect']>[1]): void {
    const network = this.limits.networkOf(socket);
    const counts = this.countNetworks().add(network);
    if (counts.of(network) > this.limits.mostOfNetwork)
      return dismiss(socket, 'Too many connections from your network');
    if (this.connections.size >= this.limits.most) this.longestIdle(counts)?.send(421, MAKES_PLACE);
    endOnceAnswered(socket);
    super.connect(socket, options);
    const place = { socket, network, mail: 0, step: 0, steppedAt: performance.now(), addressed: null };
    for (const connection of this.connections)
      if (!this.places.has(connection)) this.places.set(connection, place);
  }

  /** A connection counts until either side has ended it. */
  private countNetworks(): Counts {
    const counts = new Counts();
    for (const connection of this.connections) counts.add(this.places.get(connection)?.network ?? '');
    return counts;
  }

  /** Whose place somebody else may have: of the network that has most of them, the one that came no further for longest. */
  private longestIdle(counts: Counts): Connection | undefined {
    const now = performance.now();
    const rank = ({ network, steppedAt }: Place): [number, number] => [-counts.of(network), steppedAt];
    return this.look()
      .filter(({ place: { addressed } }) => !addressed || now - addressed.at > this.limits.mailMs)
      .map(({ connection, place }) => ({ connection, rank: rank(place) }))
      .sort((one, other) => one.rank[0] - other.rank[0] || one.rank[1] - other.rank[1])
      .at(0)?.connection;
  }

  private endIdlers(): void {
    const { firstWordMs, stepMs } = this.limits;
    for (const { connection, place } of this.look()) {
      const longest = place.socket.bytesRead === 0 ? firstWordMs : stepMs;
      if (performance.now() - place.steppedAt > longest)
        connection.send(421, 'Too long without a mail, please try again later');
    }
  }

  /** What all have come to by now, but for those whose mail we think about. Who begins one anew comes no further by it. */
  private look(): { connection: Connection; place: Place }[] {
    return [...this.connections].flatMap((connection) => {
      const place = this.places.get(connection);
      if (!place) return [];
      const { session } = connection;
      if (this.contents.get(session)?.writableEnded) return [];
      const [mail, step] = [session.transaction ?? 0, this.stepOf(session)];
      if (mail > place.mail || (mail === place.mail && step > place.step))
        Object.assign(place, { mail, step, steppedAt: performance.now() });
      if (!session.envelope?.rcptTo.length) place.addressed = null;
      else if (place.addressed?.mail !== mail) place.addressed = { mail, at: performance.now() };
      return [{ connection, place }];
    });
  }

  private stepOf(session: SMTPServerSession): number {
    const { envelope, hostNameAppearsAs, secure } = session;
    if (!envelope) return 0;
    const content = this.contents.get(session);
    if (content) return MOST_STEPS_BEFORE_CONTENT + Math.floor(content.byteLength / BYTES_OF_A_STEP);
    return [hostNameAppearsAs, secure, envelope.mailFrom].filter(Boolean).length + envelope.rcptTo.length;
  }
}

class Counts {
  private readonly counts = new Map<string, number>();

  of(name: string): number {
    return this.counts.get(name) ?? 0;
  }

  add(name: string): this {
    this.counts.set(name, this.of(name) + 1);
    return this;
  }
}

const MAKES_PLACE = 'Somebody else needs the place, please try again later';

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
