import { startLoader } from './loader.js';

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
