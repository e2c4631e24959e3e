import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './tree.js';

/** What assistive technology, handbooks and other people's tests find controls by: these names do not change. */
const NAMES: [key: string, english: string, french: string][] = [
  ['messenger:launcher', 'Chat with us', 'Discuter avec nous'],
  ['messenger:composer.label', 'Your message', 'Votre message'],
  ['messenger:composer.send', 'Send', 'Envoyer'],
  ['messenger:consent.accept', 'Accept', 'Accepter'],
  ['messenger:reduce', 'Reduce', 'Réduire'],
  ['messenger:settings.title', 'Settings', 'Paramètres'],
  ['messenger:settings.historyHidden', 'Hide my history', 'Masquer mon historique'],
  ['messenger:email.notifications', 'E-mail me the answers', "M'envoyer les réponses par e-mail"],
  ['messenger:email.label', 'Your e-mail address', 'Votre adresse e-mail'],
  ['messenger:survey.later', 'Not now', 'Plus tard'],
  ['messenger:booking.label', 'Book an appointment', 'Prendre rendez-vous'],
  ['messenger:presence.online', 'Online', 'En ligne'],
  ['desk:presence.online', 'Online', 'En ligne'],
  ['desk:presence.offline', 'Offline', 'Hors ligne'],
  ['desk:availability.available', 'Available', 'Disponible'],
  ['desk:availability.away', 'Away', 'Occupé'],
  ['desk:lists.mine', 'My conversations', 'Mes conversations'],
  ['desk:reply.label', 'Your message', 'Votre message'],
  ['desk:reply.note', 'Note', 'Note interne'],
  ['desk:actions.snooze', 'Snooze', 'Mettre en pause'],
  ['desk:actions.transfer', 'Transfer', 'Transférer'],
  ['desk:actions.transferAnyway', 'Transfer anyway', 'Transférer malgré tout'],
  ['desk:actions.close', 'Close', 'Clôturer'],
  ['desk:actions.release', 'Release', 'Relâcher'],
  ['desk:actions.block', 'Block', 'Bloquer'],
  ['desk:actions.blockAndClose', 'Block and close', 'Bloquer et clôturer'],
  ['desk:snooze.threeHours', '3 hours', '3 heures'],
  ['desk:snooze.oneDay', '1 day', '1 jour'],
  ['desk:snooze.date', 'Choose a date', 'Choisir une date'],
  [
    'desk:snooze.keep',
    'Keep this conversation when it comes back',
    'Conserver la conversation à la fin de la mise en pause',
  ],
  ['desk:transfer.comment', 'Transfer comment', 'Commentaire de transfert'],
];

it.each(NAMES)('%s is called %s and %s', (key, english, french) => {
  expect([nameOf('en', key), nameOf('fr', key)]).toEqual([english, french]);
});

function nameOf(language: string, key: string): string | undefined {
  const [namespace, path = ''] = key.split(':');
  const words = JSON.parse(
    readFileSync(join(ROOT, 'locales', language, `${namespace}.json`), 'utf8'),
  ) as object;
  const name = path
    .split('.')
    .reduce<unknown>((level, step) => (level as Record<string, unknown> | undefined)?.[step], words);
  return typeof name === 'string' ? name.replaceAll('’', "'") : undefined;
}
