import { once } from 'node:events';
import { WebSocket, type RawData } from 'ws';

/** A browser's connection by the protocol's own frames: a library would keep to the server's rules. */
export async function rawSocket(url: string, headers: Record<string, string> = {}): Promise<WebSocket> {
  const address = `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
  const socket = new WebSocket(address, { headers: { origin: url, ...headers } });
  await once(socket, 'message');
  return socket;
}

export async function enterNamespace(socket: WebSocket, namespace: string, auth: object): Promise<void> {
  socket.send(`40${namespace},${JSON.stringify(auth)}`);
  const [answer] = (await once(socket, 'message')) as [RawData];
  if (!String(answer).startsWith(`40${namespace},`)) throw new Error(`It was answered ${String(answer)}.`);
}

/** Sends it again and again without a pause, and gives how the server ends the connection. */
export async function flooded(socket: WebSocket, frame: string, times = 5000): Promise<[number, string]> {
  const closed = once(socket, 'close') as Promise<[number, Buffer]>;
  for (let at = 0; at < times; at += 1) socket.send(frame, () => undefined);
  const [code, reason] = await closed;
  return [code, String(reason)];
}
