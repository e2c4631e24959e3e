import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A server that talks SMTP with ours word by word, as one that keeps to nothing could. */
export class SmtpSession {
  private heard = '';

  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => (this.heard += chunk.toString()));
    socket.on('error', () => undefined);
  }

  /** From an address of this machine, where one is given. */
  static async open(port: number, localAddress?: string): Promise<SmtpSession> {
    const socket = connect({ port, host: '127.0.0.1', localAddress });
    await once(socket, 'connect');
    return new SmtpSession(socket);
  }

  /** One line, and the whole answer to it. */
  async say(line: string): Promise<string> {
    this.socket.write(`${line}\r\n`);
    return this.hear();
  }

  /** What ours says next. */
  async hear(): Promise<string> {
    for (;;) {
      const [answer] = /^(?:\d{3}-[^\n]*\n)*\d{3} [^\n]*\n/.exec(this.heard) ?? [];
      if (answer) {
        this.heard = this.heard.slice(answer.length);
        return answer;
      }
      await once(this.socket, 'data', { signal: AbortSignal.timeout(30_000) });
    }
  }

  /** So many times the same bytes, no faster than they are taken. */
  async pour(bytes: Buffer, times: number): Promise<void> {
    for (let at = 0; at < times; at += 1)
      if (!this.socket.write(bytes))
        await once(this.socket, 'drain', { signal: AbortSignal.timeout(30_000) });
  }

  /** As far as where the content of a mail begins. */
  async begin(from: string, to: string): Promise<string> {
    await this.address(from, to);
    return this.say('DATA');
  }

  /** The envelope alone. */
  async address(from: string, to: string): Promise<string> {
    await this.hear();
    await this.say('EHLO elsewhere.example');
    await this.say(`MAIL FROM:<${from}>`);
    return this.say(`RCPT TO:<${to}>`);
  }

  close(): void {
    this.socket.destroy();
  }
}
