/** What this shop does on its pages: it tells the messenger who is here and what they buy. */
type Causerie = (command: string, ...values: unknown[]) => void;

interface Told {
  cart: { value: number; currency: string };
  identity?: object;
  custom?: object;
  transaction?: object;
  signedOut?: boolean;
}

const { causerie } = window as unknown as { causerie: Causerie };
const told = JSON.parse(document.body.dataset.told ?? '{}') as Told;

if (told.signedOut) causerie('reset');
if (told.identity) causerie('identify', told.identity);
if (told.custom) causerie('set', told.custom);
causerie('cart', told.cart);
if (told.transaction) causerie('transaction', told.transaction);

for (const button of document.querySelectorAll('[data-talk]'))
  button.addEventListener('click', () => causerie('open'));
