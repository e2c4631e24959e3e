import { type Html, html } from './html.js';
import type { Shop } from './shop.js';
import type { Visit } from './visit.js';

/** One site of the application, as its shop knows it. */
export interface ShopSite {
  shop: Shop;
  siteKey: string;
  /** The site's JWT secret, with which the shop signs who its customers are. */
  secret: string;
  /** Where the application is. */
  publicUrl: string;
}

/** What the page tells the messenger, read by the shop's own script. */
export interface Told {
  identity?: object;
  custom?: object;
  transaction?: { id: string; amount: number; currency: string };
  signedOut?: boolean;
}

export interface Page {
  title: string;
  body: Html;
  told?: Told;
  status?: number;
}

/** An amount as the shop writes it. */
export function money(shop: Shop, amount: number): string {
  const format = { style: 'currency', currency: shop.currency, maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(shop.locale === 'fr' ? 'fr-FR' : 'en-GB', format).format(amount);
}

/** A whole page of a shop, with the loader's public tag as any site would paste it. */
export function layout({ shop, siteKey, publicUrl }: ShopSite, visit: Visit, page: Page): string {
  const { slug, words } = shop;
  const told = {
    ...page.told,
    cart: { value: visit.total, currency: shop.currency },
  };
  return html`<!doctype html>
    <html lang="${shop.locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title === shop.name ? shop.name : `${page.title} · ${shop.name}`}</title>
        <link rel="icon" href="/${slug}/assets/icon.svg" />
        <link rel="stylesheet" href="/${slug}/assets/shop.css" />
        <link rel="stylesheet" href="/${slug}/assets/brand.css" />
        <script src="/${slug}/assets/queue.js"></script>
        <script async src="${publicUrl}/w/${siteKey}.js"></script>
        <script type="module" src="/${slug}/assets/shop.js"></script>
      </head>
      <body data-told="${JSON.stringify(told)}">
        <a class="skip" href="#content">${words.skip}</a>
        <p class="strip">${words.strip}</p>
        <header class="top">
          <nav class="collections" aria-label="${words.collections}">
            ${shop.categories.map(({ id, name }) => html`<a href="/${slug}/collections/${id}">${name}</a>`)}
            <a href="/${slug}/community">${words.community}</a>
          </nav>
          <a class="logo" href="/${slug}/">${shop.name}</a>
          <div class="tools">
            <a href="/${slug}/account">${visit.customer?.name.split(' ')[0] ?? words.account}</a>
            <a href="/${slug}/cart">${words.cart}<span class="count">${visit.pieces}</span></a>
          </div>
        </header>
        <main id="content">${page.body}</main>
        <footer class="foot"><p>${words.footer}</p></footer>
      </body>
    </html>`.text;
}
