/** The site's own storage; where it is blocked, what is kept lasts as long as the page. */
export interface Store {
  get: (name: string) => string | undefined;
  set: (name: string, value: string | undefined) => void;
  /** Called whenever another tab has kept something under a name that begins so. */
  follow: (start: string, changed: (value: string | undefined, name: string) => void) => void;
}

type Listen = (target: Window, event: 'storage', heard: (event: StorageEvent) => void) => void;

export function openStore(
  area: () => Storage,
  prefix: string,
  listen: Listen = (target, event, heard) => target.addEventListener(event, heard),
): Store {
  const memory: Record<string, string | undefined> = Object.create(null);
  return {
    get(name) {
      try {
        return area().getItem(prefix + name) ?? memory[name];
      } catch {
        return memory[name];
      }
    },
    set(name, value) {
      memory[name] = value;
      try {
        if (value === undefined) area().removeItem(prefix + name);
        else area().setItem(prefix + name, value);
      } catch {
        // Blocked or full: the memory has it.
      }
    },
    follow(start, changed) {
      listen(window, 'storage', ({ key, newValue }) => {
        if (!key?.startsWith(prefix + start)) return;
        const name = key.slice(prefix.length);
        // What another tab has taken away or changed is not what this page remembers.
        memory[name] = newValue ?? undefined;
        changed(memory[name], name);
      });
    },
  };
}
