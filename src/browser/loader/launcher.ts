import LAUNCHER_CSS from './launcher.css';

/** How the launcher looks and what it says; worded and computed by the server. */
export interface Look {
  label: string;
  title: string;
  colour: string;
  onColour: string;
  position: string;
}

export interface Launcher {
  dress: (look: Look) => void;
  show: (shown: boolean) => void;
  badge: (count: number, text: string) => void;
  open: (src: string, focus: boolean) => void;
  reduce: () => void;
  /** Takes the messenger off the page, so that the next opening starts anew. */
  discard: () => void;
  /** Something that the visitor should know, for a while. */
  notify: (text: string) => void;
  isOpen: () => boolean;
  frame: () => Window | null | undefined;
}

const ICON =
  'M4 11.5C4 7.4 7.6 4.5 12 4.5s8 2.9 8 7-3.6 7-8 7c-1 0-2-.1-2.9-.4L5 19.5l.9-3.4A6.5 6.5 0 0 1 4 11.5z';
const SVG = 'http://www.w3.org/2000/svg';
const MOST_SHOWN = 99;
const NOTICE_LASTS = 15_000;

/** The button at the page's corner, and the messenger's frame that it becomes. */
export function createLauncher(clicked: () => void): Launcher {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const styles = new CSSStyleSheet();
  styles.replaceSync(LAUNCHER_CSS);
  root.adoptedStyleSheets = [styles];

  const button = document.createElement('button');
  button.className = 'launcher';
  button.type = 'button';
  const icon = document.createElementNS(SVG, 'svg');
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(SVG, 'path');
  shape.setAttribute('d', ICON);
  icon.append(shape);
  const count = document.createElement('span');
  count.className = 'badge';
  count.setAttribute('aria-hidden', 'true');
  count.hidden = true;
  button.append(icon, count);
  button.hidden = true;
  button.onclick = clicked;
  root.append(button);

  let shown = false;
  let title = '';
  let frame: HTMLIFrameElement | undefined;
  const isOpen = (): boolean => !!frame && !frame.hidden;
  const arrange = (): void => void (button.hidden = !shown || isOpen());

  return {
    dress({ label, title: named, colour, onColour, position }) {
      title = named;
      button.setAttribute('aria-label', label);
      host.dataset.position = position;
      host.style.setProperty('--brand', colour);
      host.style.setProperty('--on-brand', onColour);
      if (frame) frame.title = title;
    },
    show(visible) {
      shown = visible;
      if (!host.isConnected) document.body.append(host);
      arrange();
    },
    badge(number, text) {
      count.hidden = number < 1;
      count.textContent = number > MOST_SHOWN ? `${MOST_SHOWN}+` : String(number);
      button.setAttribute('aria-description', text);
    },
    open(src, focus) {
      if (!frame) {
        frame = document.createElement('iframe');
        frame.className = 'frame';
        frame.src = src;
        frame.title = title;
        frame.allow = 'clipboard-write';
        root.append(frame);
      }
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
      root.append(notice);
      setTimeout(() => notice.remove(), NOTICE_LASTS);
    },
    isOpen,
    frame: () => frame?.contentWindow,
  };
}
