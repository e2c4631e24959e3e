import type { AvatarView } from '../../conversations/index.js';

/** `views/desk/dialogs/_dialog.hbs`: what is asked over the desk; without scripts it stands open in the page. */
export interface DialogView {
  snooze?: SnoozeView;
  transfer?: TransferView;
}

interface ConversationFormView {
  /** The conversation's page; the form posts below it. */
  url: string;
  /** Why it was refused as a whole, in words. */
  refused: string | null;
}

/** `views/desk/dialogs/_snooze.hbs` */
export interface SnoozeView extends ConversationFormView {
  choice: '3h' | '1d' | 'date';
  /** When each of the ready choices would bring it back. */
  ends: { threeHours: string; oneDay: string };
  at: string;
  least: string;
  timeZone: string;
  keep: boolean;
  heard: string;
  /** The code of what is wrong with the date. */
  error: string | null;
}

/** `views/desk/dialogs/_transfer.hbs` */
export interface TransferView extends ConversationFormView {
  members: (TransferTargetView & { avatar: AvatarView; state: 'available' | 'away' | 'offline' | 'full' })[];
  groups: TransferTargetView[];
  comment: string;
  from: string | null;
  error: string | null;
  commentError: string | null;
}

export interface TransferTargetView {
  value: string;
  name: string;
  isAvailable: boolean;
  chosen: boolean;
}
