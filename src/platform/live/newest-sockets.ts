import type { Socket } from 'socket.io';

/** The sockets of each key, in the order in which they came: so many stay, and a newer one takes the oldest one's place. */
export class NewestSockets {
  private readonly sockets = new Map<string, Set<Socket>>();

  constructor(private readonly most: number) {}

  /** Takes the socket in until it ends, and gives those that have to go for it. */
  enter(key: string, socket: Socket): Socket[] {
    const all = this.sockets.get(key) ?? new Set();
    this.sockets.set(key, all.add(socket));
    socket.once('disconnect', () => this.leave(key, socket));
    return [...all].slice(0, Math.max(0, all.size - this.most));
  }

  private leave(key: string, socket: Socket): void {
    const all = this.sockets.get(key);
    all?.delete(socket);
    if (all?.size === 0) this.sockets.delete(key);
  }
}
