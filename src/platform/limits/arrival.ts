import type { Socket } from 'node:net';

/** How fast a request comes in, by what its connection has read; one that is whole comes no further. */
export class Arrival {
  /** Oldest first; all but the first lie within the longest time that is asked about. */
  private marks: { at: number; bytes: number }[] = [];

  constructor(
    private readonly socket: Socket,
    private readonly longestMs: number,
  ) {
    this.look();
  }

  /** To be called every now and then. */
  look(): void {
    const at = performance.now();
    this.marks.push({ at, bytes: this.socket.bytesRead });
    const first = this.marks.findLastIndex((mark) => mark.at <= at - this.longestMs);
    if (first > 0) this.marks.splice(0, first);
  }

  /** How many bytes came in the last so many milliseconds; null where it has not been looked at for so long. */
  within(milliseconds: number): number | null {
    const since = performance.now() - milliseconds;
    const mark = this.marks.findLast(({ at }) => at <= since);
    return mark ? this.socket.bytesRead - mark.bytes : null;
  }
}
