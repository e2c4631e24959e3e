import { createServer, type Server } from 'node:http';
import { freePort } from '../../support/servers/free-port.js';

/** A site of one page without anything on it, into which somebody pastes a line. */
export class BarePage {
  pasted = '';

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async open(): Promise<BarePage> {
    const port = await freePort();
    const page: { current?: BarePage } = {};
    const server = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(
        `<!doctype html><html><title>Bare</title><body><p>A page</p>${page.current?.pasted ?? ''}`,
      );
    });
    await new Promise<void>((resolve) => server.listen(port, resolve));
    return (page.current = new BarePage(server, port));
  }

  get url(): string {
    return `http://shop.localhost:${this.port}`;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => {
      this.server.close(resolve);
      this.server.closeAllConnections();
    });
  }
}
