import type { Page } from 'playwright-core';

const MOST_LINES = 40;
const LONGEST_LINE = 220;

/** Notes what happens in a page, so that a failure can tell what came before it. */
export class LastWords {
  private readonly lines: string[] = [];
  private readonly began = performance.now();

  constructor(private readonly page: Page) {
    page.on('console', (message) => this.note(`console.${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.note(`error: ${error.message}`));
    page.on('framenavigated', (frame) => this.note(`at ${frame.url()}`));
    page.on('requestfailed', (request) =>
      this.note(`${request.method()} ${request.url()}: ${request.failure()?.errorText ?? 'failed'}`),
    );
    page.on('response', (answer) => {
      if (answer.request().resourceType() !== 'image')
        this.note(`${answer.request().method()} ${answer.url()}: ${answer.status()}`);
    });
    page.on('websocket', (socket) => {
      this.note(`socket opens: ${socket.url()}`);
      socket.on('framesent', ({ payload }) => this.note(`socket > ${String(payload)}`));
      socket.on('framereceived', ({ payload }) => this.note(`socket < ${String(payload)}`));
      socket.on('close', () => this.note('socket closes'));
    });
  }

  /** The newest lines, each with the seconds since the page was opened. */
  told(): string {
    return [`${this.page.url()}:`, ...this.lines, `${this.seconds()} now`].join('\n  ');
  }

  private note(line: string): void {
    this.lines.push(`${this.seconds()} ${line.slice(0, LONGEST_LINE)}`);
    if (this.lines.length > MOST_LINES) this.lines.shift();
  }

  private seconds(): string {
    return ((performance.now() - this.began) / 1000).toFixed(2);
  }
}
