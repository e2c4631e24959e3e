type Natives = Pick<
  Window & typeof globalThis,
  'JSON' | 'setTimeout' | 'clearTimeout' | 'addEventListener' | 'fetch'
>;

const { JSON, setTimeout, clearTimeout, addEventListener, fetch } = pristine();

/** The browser's own functions, also where the page has replaced them: then those of an empty frame, which leaves at once. */
function pristine(): Natives {
  let frame: HTMLIFrameElement | undefined;
  try {
    const { JSON: json, ...rest } = natives(window);
    if ([json.parse, json.stringify, ...Object.values(rest)].every(isNative)) return window;
    frame = document.createElement('iframe');
    document.documentElement.appendChild(frame);
    return natives(frame.contentWindow as typeof window);
  } catch {
    // A sandboxed page may not look into its own frame, and goes on with what it has.
    return window;
  } finally {
    frame?.remove();
  }
}

function natives({ JSON, setTimeout, clearTimeout, addEventListener, fetch }: Natives): Natives {
  return { JSON, setTimeout, clearTimeout, addEventListener, fetch };
}

function isNative(what: unknown): boolean {
  return typeof what === 'function' && /\[native code/.test(Function.prototype.toString.call(what));
}

export type Timer = number | undefined;

export function later(work: () => void, milliseconds: number): Timer {
  return (setTimeout as Window['setTimeout']).call(window, work, milliseconds);
}

export function cancel(timer: Timer): void {
  clearTimeout.call(window, timer);
}

const listeners: (() => void)[] = [];

export function hear<Heard extends Event>(
  target: EventTarget,
  event: string,
  heard: (event: Heard) => void,
  first = false,
): void {
  const listen = (): void =>
    addEventListener.call(target as Window, event, heard as (event: Event) => void, first);
  listen();
  listeners.push(listen);
}

/** A document that writes itself anew forgets who listens; a listener that it still knows is added once. */
export function hearAgain(): void {
  listeners.forEach((listen) => listen());
}

/** Never again after the first time, also where the document writes itself anew. */
export function hearOnce(target: EventTarget, event: string, heard: () => void): void {
  addEventListener.call(target as Window, event, heard, { once: true });
}

export function request(address: string, init: RequestInit): Promise<Response> {
  return fetch.call(window, address, init);
}

export function parse(text: string): unknown {
  return JSON.parse(text);
}

/**
 * As JSON.stringify, but deaf to a `toJSON` that an old library has given to every array, object or date; what a class
 * says of its own objects counts.
 */
export function serialize(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (value instanceof Date) return isNaN(+value) ? 'null' : `"${value.toISOString()}"`;
  const { toJSON } = value as { toJSON?: unknown };
  if (
    typeof toJSON === 'function' &&
    toJSON !== ([] as { toJSON?: unknown }).toJSON &&
    toJSON !== ({} as { toJSON?: unknown }).toJSON
  )
    return serialize(toJSON.call(value));
  const plain: unknown = value.valueOf();
  if (typeof plain !== 'object') return serialize(plain);
  if (Array.isArray(value)) {
    let items = '';
    for (const each of value) items += `,${serialize(each) ?? 'null'}`;
    return `[${items.slice(1)}]`;
  }
  const fields: string[] = [];
  // What a page has added to every object is no data: functions, which leave nothing.
  for (const name in value) {
    const field = serialize((value as Record<string, unknown>)[name]);
    if (field !== undefined) fields.push(`${JSON.stringify(name)}:${field}`);
  }
  return `{${fields.join()}}`;
}
