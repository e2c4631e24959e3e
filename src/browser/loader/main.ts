import { startLoader } from './loader.js';
import { hearOnce } from './natives.js';
import { isFirst } from './page-api.js';

const OURS = /^(https?:\/\/[^/]+)\/w\/([\w-]+)\.js/;

/** Where the loader came from, by its own tag; a module has none, and an image of that name hides it. */
function source(): string[] {
  for (const tag of [document.currentScript, ...document.querySelectorAll('script[src]')]) {
    const found = OURS.exec((tag as HTMLScriptElement | null)?.src ?? '');
    if (found) return found;
  }
  return [];
}

// Nothing of ours may ever break the page that was so kind to load it.
try {
  const [, base, key] = source();
  if (base && key && isFirst()) {
    if (document.body) startLoader(base, key);
    else hearOnce(document, 'DOMContentLoaded', () => startLoader(base, key));
  }
} catch {
  // The page goes on without a launcher.
}
