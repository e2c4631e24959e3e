import { nameOfSigns, trimmedOf } from '../../kernel/index.js';

/** Endings that no system takes for anything but what the file was found to be; what is opened by a text of them runs nothing. */
const ENDINGS = new Map([
  ['image/jpeg', ['jpg', 'jpeg', 'jpe', 'jfif']],
  ['image/png', ['png']],
  ['image/gif', ['gif']],
  ['image/webp', ['webp']],
  ['application/pdf', ['pdf']],
  ['text/plain', ['txt', 'csv', 'md', 'log']],
]);

const OTHERWISE = 'file';

/** A file's name as it may be shown and saved: its last ending is one of the type that its bytes are. */
export function fileNameFor(type: string, name: string): string {
  const clean = trimmedOf(nameOfSigns(name), /\s/) || OTHERWISE;
  const endings = ENDINGS.get(type);
  if (!endings) return clean;
  const dot = clean.lastIndexOf('.');
  const ending = dot > 0 ? clean.slice(dot + 1).toLowerCase() : '';
  return endings.includes(ending) ? clean : `${clean}.${endings[0]}`;
}
