import WebSocket from 'ws';

/** Has a process that was started with `--inspect=127.0.0.1:<port>` collect its garbage, as it would sooner or later. */
export async function collectGarbage(port) {
  const [target] = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json();
  const inspector = new WebSocket(target.webSocketDebuggerUrl);
  await new Promise((resolve, reject) => inspector.once('open', resolve).once('error', reject));
  for (let id = 1; id <= 3; id += 1) {
    const answered = new Promise((resolve) => inspector.once('message', resolve));
    inspector.send(JSON.stringify({ id, method: 'HeapProfiler.collectGarbage' }));
    await answered;
  }
  inspector.close();
}
