import { hear } from './natives.js';

/** What the messenger says to the page around it. */
type Said =
  | { causerie: 'ready' | 'reduce' | 'refused' | 'leave' | 'over' | 'going' | 'unsent' | 'sent' }
  | { causerie: 'locale'; locale: string };

interface Sides {
  /** The frame's window, while there is one. */
  window: () => Window | null | undefined;
  /** What the messenger is told each time, besides what happened. */
  state: () => object;
  heard: (said: Said) => void;
}

interface Frame {
  tell: (what: string) => void;
  /** The frame goes away; the next one has to say that it is ready. */
  leave: () => void;
}

/** Speaks with the messenger in its frame, and hears nobody else. */
export function talkWithFrame(base: string, { window, state, heard }: Sides): Frame {
  /** A frame that has not said "ready" is not ours yet. */
  let isReady = false;
  const listen = ({ origin, source, data }: MessageEvent<Said | null>): void => {
    if (origin !== base || !source || source !== window() || typeof data !== 'object' || !data) return;
    if (data.causerie === 'ready') isReady = true;
    heard(data);
  };
  hear(globalThis.window, 'message', listen);
  return {
    tell(what) {
      if (isReady) window()?.postMessage({ causerie: what, ...state() }, base);
    },
    leave() {
      isReady = false;
    },
  };
}
