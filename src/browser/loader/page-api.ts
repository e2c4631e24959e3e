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

/** Takes the place of the queue on the page: what was called before runs now, in order, and nothing ever throws. */
export function installApi(commands: Commands): (event: string, detail?: unknown) => void {
  const listeners = new Map<string, ((detail: unknown) => void)[]>();
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
      else commands[name as string]?.(...(given as never[]));
    });
  const listen = (event: string, listener: (detail: unknown) => void): void =>
    void listeners.set(event, [...(listeners.get(event) ?? []), listener]);

  const waiting = window.causerie?.q ?? [];
  api.ready = true;
  window.causerie = api;
  for (const call of Array.from(waiting)) api(...Array.from(call));
  return (event, detail) => listeners.get(event)?.forEach((listener) => attempt(() => listener(detail)));
}
