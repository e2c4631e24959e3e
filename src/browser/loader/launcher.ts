import LAUNCHER_CSS from './launcher.css';

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
const CALENDAR = 'M8 3v4m8-4v4M4 10h16M4 5h16v15H4z';
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
  icon.append(shape);
  const count = document.createElement('span');
  count.className = 'badge';
  count.setAttribute('aria-hidden', 'true');
  count.hidden = true;
  const words = document.createTextNode('');
  button.append(icon, words, count);
  button.hidden = true;
  button.onclick = clicked;
  root.append(button);

  let shown = false;
  let look: Look | undefined;
  let frame: HTMLIFrameElement | undefined;
  const isOpen = (): boolean => !!frame && !frame.hidden;
  const arrange = (): void => void (button.hidden = !shown || isOpen());

  return {
    dress(worn) {
      look = worn;
      host.dataset.position = look.position;
      host.style.setProperty('--brand', look.colour);
      host.style.setProperty('--on-brand', look.onColour);
      if (frame) frame.title = look.title;
    },
    show(visible, books) {
      shown = visible;
      const { label = '', bookLabel = '' } = look ?? {};
      shape.setAttribute('d', books ? CALENDAR : ICON);
      button.setAttribute('aria-label', books ? bookLabel : label);
      button.classList.toggle('books', books);
      words.data = books ? bookLabel : '';
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
        frame.title = look?.title ?? '';
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
