declare global {
  interface Window {
    causerie?: Causerie;
  }
}

/** `causerie('open')`, … Calls made before the loader is there wait in `q`. */
interface Causerie {
  (...call: unknown[]): void;
  q?: ArrayLike<unknown>[];
  ready?: boolean;
}

export type Commands = Record<string, (...given: never[]) => void>;

/** Whether this loader is the page's first: it takes the queue over, and a second one goes away. */
export function isFirst(): boolean {
  const before = window.causerie;
  if (before?.ready) return false;
  try {
    const q = listOf(before?.q);
    window.causerie = Object.assign((...call: unknown[]) => void q.push(call), { q, ready: true });
  } catch {
    // The page keeps the name for itself, and does without commands.
  }
  return true;
}

function listOf<Each>(list: ArrayLike<Each> | undefined): Each[] {
  return list ? Array.prototype.slice.call(list) : [];
}

/** Takes the place of the queue on the page: what was called before runs now, in order, and nothing ever throws. */
export function installApi(commands: Commands): (event: string, detail?: unknown) => void {
  const listeners: Record<string, ((detail: unknown) => void)[] | undefined> = Object.create(null);
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch {
      // A fault of ours or of a listener stays out of the page.
    }
  };
  const api: Causerie = (name: unknown, ...given: unknown[]) =>
    attempt(() => {
      if (name === 'on') listen(given[0] as string, given[1] as (detail: unknown) => void);
      else if (Object.hasOwn(commands, name as string)) commands[name as string]?.(...(given as never[]));
    });
  const listen = (event: string, listener: (detail: unknown) => void): void =>
    void (listeners[event] = [...(listeners[event] ?? []), listener]);

  const waiting = window.causerie?.q;
  attempt(() => {
    api.ready = true;
    window.causerie = api;
    for (const call of listOf(waiting)) api(...listOf(call));
  });
  return (event, detail) => listeners[event]?.forEach((listener) => attempt(() => listener(detail)));
}
