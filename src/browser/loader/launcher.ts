import LAUNCHER_CSS from './launcher.css';
import { hearAgain, later } from './natives.js';
import { keepPlace } from './place.js';

/** How the launcher looks and what it says; worded and computed by the server. */
export interface Look {
  label: string;
  /** What it says while it offers an appointment. */
  bookLabel: string;
  title: string;
  colour: string;
  onColour: string;
  position: string;
}

export interface Launcher {
  dress: (look: Look) => void;
  /** `books`: as an appointment, not as a chat. */
  show: (shown: boolean, books: boolean) => void;
  badge: (count: number, text: string) => void;
  /** Out of sight, where there is no messenger yet. */
  load: (src: string) => void;
  open: (src: string, focus: boolean) => void;
  reduce: () => void;
  /** Takes the messenger off the page, so that the next opening starts anew. */
  discard: () => void;
  /** The page has become another one. */
  renew: () => void;
  /** Something that the visitor should know, for a while. */
  notify: (text: string) => void;
  isOpen: () => boolean;
  frame: () => Window | null | undefined;
}

const ICON =
  'M4 11.5C4 7.4 7.6 4.5 12 4.5s8 2.9 8 7-3.6 7-8 7c-1 0-2-.1-2.9-.4L5 19.5l.9-3.4A6.5 6.5 0 0 1 4 11.5z';
const CALENDAR = 'M8 3v4m8-4v4M4 10h16M4 5h16v15H4z';
const SVG = 'http://www.w3.org/2000/svg';
const MOST_SHOWN = 99;
const NOTICE_LASTS = 15_000;

interface Sides {
  clicked: () => void;
  /** It stands on the page, for the first time or again: what was in the frame begins anew. */
  placed: () => void;
}

/** The button at the page's corner, and the messenger's frame that it becomes. */
export function createLauncher({ clicked, placed }: Sides): Launcher {
  const host = document.createElement('causerie-launcher');
  const root = host.attachShadow({ mode: 'open' });
  const styles = new CSSStyleSheet();
  styles.replaceSync(LAUNCHER_CSS);
  root.adoptedStyleSheets = [styles];
  // In the browser's top layer, where it can, above all of the page and whatever transforms or filters it.
  const layer = document.createElement('div');
  layer.className = 'layer';
  layer.setAttribute('popover', 'manual');
  root.appendChild(layer);

  const button = document.createElement('button');
  button.className = 'launcher';
  button.type = 'button';
  const icon = document.createElementNS(SVG, 'svg');
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(SVG, 'path');
  icon.appendChild(shape);
  const count = document.createElement('span');
  count.className = 'badge';
  count.setAttribute('aria-hidden', 'true');
  count.hidden = true;
  const words = document.createTextNode('');
  // Its older name: pages have given `append` another meaning.
  for (const part of [icon, words, count]) button.appendChild(part);
  button.hidden = true;
  layer.appendChild(button);

  let shown = false;
  let look: Look | undefined;
  let frame: HTMLIFrameElement | undefined;
  const isOpen = (): boolean => !!frame && !frame.hidden;
  const arrange = (): void => {
    button.hidden = !shown || isOpen();
    if (shown || isOpen()) place.take();
    raise();
  };
  const raise = (): void => {
    try {
      // A page that zooms itself does not zoom the messenger, which fills its own part of the window.
      layer.style.zoom = String(1 / (parseFloat(getComputedStyle(document.documentElement).zoom) || 1));
      // What the page shows alone is not covered.
      if (
        host.isConnected &&
        !layer.matches(':popover-open') &&
        !document.querySelector(':modal,:fullscreen')
      )
        layer.showPopover();
    } catch {
      // A browser without a top layer for it: it stands above the page by its z-index.
    }
  };
  const place = keepPlace(host, () => {
    layer.dir = getComputedStyle(document.body).direction;
    raise();
    button.onclick = clicked;
    hearAgain();
    placed();
  });

  const load = (src: string): HTMLIFrameElement => {
    if (!frame) {
      frame = document.createElement('iframe');
      frame.className = 'frame';
      frame.hidden = true;
      frame.src = src;
      frame.title = look?.title ?? '';
      frame.allow = 'clipboard-write';
      layer.appendChild(frame);
    }
    return frame;
  };

  return {
    dress(worn) {
      look = worn;
      layer.dataset.position = look.position;
      layer.style.setProperty('--brand', look.colour);
      layer.style.setProperty('--on-brand', look.onColour);
      if (frame) frame.title = look.title;
    },
    show(visible, books) {
      shown = visible;
      const { label = '', bookLabel = '' } = look ?? {};
      shape.setAttribute('d', books ? CALENDAR : ICON);
      button.setAttribute('aria-label', books ? bookLabel : label);
      button.classList.toggle('books', books);
      words.data = books ? bookLabel : '';
      arrange();
    },
    badge(number, text) {
      count.hidden = number < 1;
      count.textContent = number > MOST_SHOWN ? `${MOST_SHOWN}+` : String(number);
      button.setAttribute('aria-description', text);
    },
    load,
    open(src, focus) {
      const frame = load(src);
      frame.hidden = false;
      arrange();
      if (focus) frame.focus();
    },
    reduce() {
      const focused = root.activeElement === frame;
      if (frame) frame.hidden = true;
      arrange();
      if (focused) button.focus();
    },
    discard() {
      frame?.remove();
      frame = undefined;
      arrange();
    },
    notify(text) {
      const notice = document.createElement('p');
      notice.className = 'notice';
      notice.setAttribute('role', 'alert');
      notice.textContent = text;
      layer.appendChild(notice);
      place.take();
      later(() => notice.remove(), NOTICE_LASTS);
    },
    renew: place.renew,
    isOpen,
    frame: () => frame?.contentWindow,
  };
}
