import { ownWords } from './own-words.js';

const OURS = {
  marks: ['— Écrivez votre réponse au-dessus de cette ligne —'],
  addresses: ['reply+x@chat.example'],
  names: ['Maison Lumière'],
  previews: ['Bonjour Ada, elle est en laiton.', 'Oui'],
};

it('reads a text made to keep it busy as quickly as any other', () => {
  const begun = performance.now();
  for (const line of [
    'Op schreef',
    `On ${'a '.repeat(190)}`,
    '<'.repeat(399),
    'From: x',
    `Le ${'<a> '.repeat(90)}`,
    '--',
    '-- ',
    '> ',
    'Cordialement,',
    'reply+x@chat.example:',
    'On 2026 12:00 wrote:',
    '— Écrivez votre',
    '1:'.repeat(190),
    '',
  ])
    ownWords(`${line}\n`.repeat(5000), OURS);
  expect(performance.now() - begun).toBeLessThan(10_000);
});
