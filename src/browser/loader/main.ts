import { startLoader } from './loader.js';

declare global {
  interface Window {
    causerie?: Causerie;
  }
}

/** `causerie('open')`, … Calls made before the loader is there wait in `q`. */
export interface Causerie {
  (...call: unknown[]): void;
  q?: ArrayLike<unknown>[];
  ready?: boolean;
}

const tag = document.currentScript;
const [, base, key] =
  (tag instanceof HTMLScriptElement && /^(https?:\/\/[^/]+)\/w\/([\w-]+)\.js/.exec(tag.src)) || [];

// Nothing of ours may ever break the page that was so kind to load it.
try {
  if (base && key && !window.causerie?.ready) {
    if (document.body) startLoader(base, key);
    else addEventListener('DOMContentLoaded', () => startLoader(base, key));
  }
} catch {
  // The page goes on without a launcher.
}
