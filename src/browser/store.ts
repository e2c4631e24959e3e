/** The site's own storage; where it is blocked, what is kept lasts as long as the page. */
export interface Store {
  get: (name: string) => string | undefined;
  set: (name: string, value: string | undefined) => void;
}

export function openStore(area: () => Storage, prefix: string): Store {
  const memory = new Map<string, string>();
  return {
    get(name) {
      try {
        return area().getItem(prefix + name) ?? memory.get(name);
      } catch {
        return memory.get(name);
      }
    },
    set(name, value) {
      if (value === undefined) memory.delete(name);
      else memory.set(name, value);
      try {
        if (value === undefined) area().removeItem(prefix + name);
        else area().setItem(prefix + name, value);
      } catch {
        // Blocked or full: the memory has it.
      }
    },
  };
}
