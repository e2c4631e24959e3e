import { createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';
import { type Html, html } from './html.js';
import { money, type Page, type ShopSite } from './layout.js';
import type { Customer, Product, Shop } from './shop.js';
import type { Visit } from './visit.js';

export function home({ shop }: ShopSite): Page {
  const { slug, words, hero } = shop;
  return {
    title: shop.name,
    body: html`
      <section class="hero">
        <img src="/${slug}/assets/${hero.picture}.svg" alt="${hero.alt}" width="480" height="320" />
        <div class="say">
          <h1>${words.heroTitle}</h1>
          <p class="lead">${words.heroLead}</p>
          <a class="button" href="/${slug}/products/${hero.product}">${words.heroAction}</a>
        </div>
      </section>
      <section class="band">
        <h2>${words.favourites}</h2>
        ${shelf(shop, shop.products)}
      </section>
      <section class="band invitation">
        <div>
          <h2>${words.communityTitle}</h2>
          <p class="lead">${words.communityLead}</p>
          <a class="button quiet" href="/${slug}/community">${words.communityAction}</a>
        </div>
        <ul class="faces">
          ${shop.ambassadors.map(
            ({ name, face }) =>
              html`<li>
                <img src="/${slug}/assets/faces/${face}.svg" alt="" width="80" height="80" />${name}
              </li>`,
          )}
        </ul>
      </section>
      <section class="band promises">
        ${words.promises.map(
          ([title, text]) =>
            html`<div>
              <h3>${title}</h3>
              <p>${text}</p>
            </div>`,
        )}
      </section>
    `,
  };
}

export function collection({ shop }: ShopSite, category: Shop['categories'][number]): Page {
  return {
    title: category.name,
    told: { custom: { category: category.id } },
    body: html`<section class="band">
      <h1>${category.name}</h1>
      <p class="lead">${category.lead}</p>
      ${shelf(
        shop,
        shop.products.filter((product) => product.category === category.id),
      )}
    </section>`,
  };
}

export function product({ shop }: ShopSite, shown: Product): Page {
  const { slug, words } = shop;
  const kin = (other: Product) => (other.category === shown.category ? 0 : 1);
  const others = shop.products.filter(({ id }) => id !== shown.id).sort((a, b) => kin(a) - kin(b));
  return {
    title: shown.name,
    told: { custom: { product: shown.id, category: shown.category } },
    body: html`
      <section class="product">
        ${picture(shop, shown)}
        <div class="details">
          <p class="crumb"><a href="/${slug}/collections/${shown.category}">${shown.range}</a></p>
          <h1>${shown.name}</h1>
          <p class="price">${money(shop, shown.price)}</p>
          <p class="lead">${shown.lead}</p>
          <dl>
            ${shown.facts.map(
              ([name, value]) =>
                html`<div>
                  <dt>${name}</dt>
                  <dd>${value}</dd>
                </div>`,
            )}
          </dl>
          <form method="post" action="/${slug}/cart">
            <input type="hidden" name="product" value="${shown.id}" />
            <button class="button wide">${words.addToCart}</button>
          </form>
          <p class="aside">${words.aside}</p>
        </div>
      </section>
      <section class="band">
        <h2>${words.alsoSee}</h2>
        ${shelf(shop, others.slice(0, 4))}
      </section>
    `,
  };
}

export function cart({ shop }: ShopSite, visit: Visit): Page {
  const { slug, words } = shop;
  if (visit.cart.length === 0)
    return {
      title: words.cart,
      body: html`<section class="band narrow">
        <h1>${words.cart}</h1>
        <p class="lead">${words.emptyCart}</p>
        <a class="button quiet" href="/${slug}/">${words.backToShop}</a>
      </section>`,
    };
  return {
    title: words.cart,
    body: html`<section class="band narrow">
      <h1>${words.cart}</h1>
      <ul class="lines">
        ${visit.cart.map(
          ({ product: line, quantity }) =>
            html`<li>
              ${picture(shop, line)}
              <div>
                <h2><a href="/${slug}/products/${line.id}">${line.name}</a></h2>
                <form method="post" action="/${slug}/cart">
                  <input type="hidden" name="product" value="${line.id}" />
                  <label
                    >${words.quantity}
                    <input type="number" name="quantity" min="0" max="9" value="${quantity}" />
                  </label>
                  <button class="link">${words.update}</button>
                </form>
              </div>
              <p class="price">${money(shop, line.price * quantity)}</p>
            </li>`,
        )}
      </ul>
      ${sums(shop, visit)}
      <a class="button wide" href="/${slug}/checkout">${words.checkout}</a>
    </section>`,
  };
}

export function checkout({ shop }: ShopSite, visit: Visit): Page {
  const { slug, words } = shop;
  return {
    title: words.checkout,
    told: { custom: { step: 'checkout' } },
    body: html`<section class="band narrow">
      <h1>${words.checkout}</h1>
      <p class="lead">${words.checkoutLead}</p>
      <form class="fields" method="post" action="/${slug}/checkout">
        <label
          >${words.fullName}<input name="name" autocomplete="name" required value="${visit.customer?.name}"
        /></label>
        <label
          >${words.email}<input
            type="email"
            name="email"
            autocomplete="email"
            required
            value="${visit.customer?.email}"
        /></label>
        <label
          >${words.address}<textarea
            name="address"
            rows="3"
            autocomplete="street-address"
            required
          ></textarea>
        </label>
        ${sums(shop, visit)}
        <button class="button wide">${words.pay} ${money(shop, visit.total)}</button>
      </form>
    </section>`,
  };
}

export function thanks({ shop }: ShopSite, order: { id: string; amount: number }): Page {
  const { slug, words } = shop;
  return {
    title: words.thanks,
    told: { transaction: { ...order, currency: shop.currency }, custom: { step: 'paid' } },
    body: html`<section class="band narrow">
      <h1>${words.thanks}</h1>
      <p class="lead">${words.thanksLead}</p>
      <dl class="sums">
        <div>
          <dt>${words.order}</dt>
          <dd>${order.id}</dd>
        </div>
        <div>
          <dt>${words.total}</dt>
          <dd>${money(shop, order.amount)}</dd>
        </div>
      </dl>
      <a class="button quiet" href="/${slug}/">${words.backToShop}</a>
    </section>`,
  };
}

export function community({ shop }: ShopSite): Page {
  const { slug, words } = shop;
  return {
    title: words.community,
    told: { custom: { page: 'community' } },
    body: html`<section class="band">
      <h1>${words.communityTitle}</h1>
      <p class="lead">${words.communityLead}</p>
      <ul class="people">
        ${shop.ambassadors.map(
          ({ name, face, about }) =>
            html`<li>
              <img src="/${slug}/assets/faces/${face}.svg" alt="" width="80" height="80" />
              <h2>${name}</h2>
              <p>${about}</p>
              <button class="button quiet" data-talk>${words.talk}</button>
            </li>`,
        )}
      </ul>
    </section>`,
  };
}

export function account({ shop, secret }: ShopSite, visit: Visit, signedOut: boolean): Page {
  const { slug, words } = shop;
  const { customer } = visit;
  return {
    title: words.account,
    told: { ...(customer ? { identity: identityOf(customer, secret) } : {}), signedOut },
    body: customer
      ? html`<section class="band narrow">
          <h1>${customer.name}</h1>
          <p class="lead">${words.signedInAs} ${customer.email}. ${customer.tier}.</p>
          <form method="post" action="/${slug}/account/sign-out">
            <button class="button quiet">${words.signOut}</button>
          </form>
        </section>`
      : html`<section class="band narrow">
          <h1>${words.account}</h1>
          <p class="lead">${words.accountLead}</p>
          <form class="choices" method="post" action="/${slug}/account/sign-in">
            ${shop.customers.map(
              ({ id, name, tier }, at) =>
                html`<label>
                  <input type="radio" name="customer" value="${id}" ${at === 0 && html`checked`} />
                  <span><b>${name}</b>${tier}</span>
                </label>`,
            )}
            <button class="button wide">${words.signInAs}</button>
          </form>
        </section>`,
  };
}

export function missing({ shop }: ShopSite): Page {
  return {
    title: shop.name,
    status: 404,
    body: html`<section class="band narrow">
      <h1>404</h1>
      <p class="lead">${shop.words.notFound}</p>
      <a class="button quiet" href="/${shop.slug}/">${shop.words.backToShop}</a>
    </section>`,
  };
}

/** Who the customer is, with the signature of all of it that only the shop's server can make. */
export function identityOf({ id, name, email, tier }: Customer, secret: string): object {
  const identity = { id, name, email, attributes: { tier } };
  const signature = createHmac('sha256', secret)
    .update(`causerie-identity-v2\n${canonicalize(identity)}`)
    .digest('hex');
  return { ...identity, signature };
}

function shelf(shop: Shop, products: readonly Product[]): Html {
  return html`<ul class="shelf">
    ${products.map(
      (shown) =>
        html`<li>
          <a href="/${shop.slug}/products/${shown.id}">
            ${picture(shop, shown)}
            <h3>${shown.name}</h3>
            <p class="price">${money(shop, shown.price)}</p>
          </a>
        </li>`,
    )}
  </ul>`;
}

function picture(shop: Shop, { id, name }: Product): Html {
  return html`<img
    class="picture"
    src="/${shop.slug}/assets/${id}.svg"
    alt="${name}"
    width="400"
    height="480"
  />`;
}

function sums(shop: Shop, visit: Visit): Html {
  const { words } = shop;
  return html`<dl class="sums">
    <div>
      <dt>${words.delivery}</dt>
      <dd>${words.deliveryCost}</dd>
    </div>
    <div>
      <dt>${words.total}</dt>
      <dd>${money(shop, visit.total)}</dd>
    </div>
  </dl>`;
}
