import { alertOnce as alertInOneTab } from '../alert-once.js';
import { onKey } from '../key-presses.js';
import { wants } from './alert-settings.js';
import { desk } from './desk.js';
import { fromTemplate, must } from './dom.js';

const TOAST_MS = 6000;
/** Two soft notes for a conversation, one for a message. */
const NOTES = { conversation: [659, 880], message: [740] };

let audio: AudioContext | undefined;

/** Browsers let a page sound once somebody has touched it. */
export function prepareAlerts(): void {
  const prepare = () => {
    audio ??= new AudioContext();
    void audio.resume();
  };
  document.addEventListener('pointerdown', prepare, { once: true });
  onKey(document, prepare, { once: true });
}

export function sound(kind: keyof typeof NOTES): void {
  if (audio?.state !== 'running' || !wants('sound')) return;
  NOTES[kind].forEach((frequency, place) => play(frequency, place * 0.13));
}

/** Above other windows, when this one is not looked at. */
export function notify(title: string, url: string): void {
  if (
    document.visibilityState === 'visible' ||
    !wants('desktop') ||
    !('Notification' in window) ||
    Notification.permission !== 'granted'
  )
    return;
  const notification = new Notification(title, { tag: url });
  notification.onclick = () => {
    window.focus();
    location.assign(url);
  };
}

/** One of the member's tabs tells of it. */
export function alertOnce(key: string, isSeen: boolean, alert: () => void): void {
  alertInOneTab(desk.place(`alert:${key}`), isSeen, alert);
}

export function toast(text: string): void {
  showToast(fromTemplate('toast'), text);
}

/** Leads to the conversation that it tells of. */
export function linkToast(text: string, url: string): void {
  const link = fromTemplate('link-toast') as HTMLAnchorElement;
  link.href = url;
  showToast(link, text);
}

function showToast(element: HTMLElement, text: string): void {
  must('[data-text]', element).textContent = text;
  must('[data-toasts]').append(element);
  setTimeout(() => element.remove(), TOAST_MS);
}

function play(frequency: number, after: number): void {
  if (!audio) return;
  const begin = audio.currentTime + after;
  const note = audio.createOscillator();
  const volume = audio.createGain();
  note.frequency.value = frequency;
  volume.gain.setValueAtTime(0.0001, begin);
  volume.gain.exponentialRampToValueAtTime(0.12, begin + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, begin + 0.35);
  note.connect(volume).connect(audio.destination);
  note.start(begin);
  note.stop(begin + 0.4);
}
