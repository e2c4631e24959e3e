import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { layout, type Page, type ShopSite } from './layout.js';
import * as pages from './pages.js';
import { productOf } from './shop.js';
import { SHOPS } from './shops.js';
import { Visit } from './visit.js';

const BODY = 20_000;
const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface DemoShopOptions {
  /** The folder of the project, where its build and its pictures lie. */
  root: string;
  port: number;
  /** Where the application is, which serves the loader. */
  publicUrl: string;
  sites: readonly { slug: string; siteKey: string; secret: string }[];
}

export interface DemoShop {
  port: number;
  stop(): Promise<void>;
}

/** Serves a shop for each demo brand under `/<slug>/`: another origin than the application, as in life. */
export async function startDemoShop(options: DemoShopOptions): Promise<DemoShop> {
  const sites = new Map<string, ShopSite>();
  for (const { slug, siteKey, secret } of options.sites) {
    const shop = SHOPS.find((known) => known.slug === slug);
    if (shop) sites.set(slug, { shop, siteKey, secret, publicUrl: options.publicUrl });
  }
  const server = createServer((request, response) => {
    answer({ sites, root: options.root }, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(400);
      response.end();
    });
  });
  server.listen(options.port);
  await once(server, 'listening');
  return { port: options.port, stop: () => stopped(server) };
}

async function answer(
  { sites, root }: { sites: Map<string, ShopSite>; root: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://shop');
  const [slug = '', ...path] = pathname.slice(1).split('/');
  const site = sites.get(slug);
  if (!site) {
    const first = sites.keys().next().value;
    return pathname === '/' && first ? redirect(response, `/${first}/`) : notFound(response);
  }
  if (path.length === 0) return redirect(response, `/${slug}/`);
  if (path[0] === 'assets') {
    return asset(assetPath(root, slug, path.slice(1).join('/')), response);
  }

  const visit = new Visit(site.shop, site.secret, request);
  if (request.method === 'POST') return post(site, visit, path.join('/'), await form(request), response);
  const page = pageAt(site, visit, path, searchParams) ?? pages.missing(site);
  if (!page.told?.identity && visit.customer)
    page.told = { ...page.told, identity: pages.identityOf(visit.customer, site.secret) };
  show(site, visit, page, response);
}

function pageAt(site: ShopSite, visit: Visit, path: string[], query: URLSearchParams): Page | undefined {
  const { shop } = site;
  const [name, id = ''] = path;
  if (path.length === 2) {
    const category = shop.categories.find((known) => known.id === id);
    const product = productOf(shop, id);
    if (name === 'collections' && category) return pages.collection(site, category);
    if (name === 'products' && product) return pages.product(site, product);
    return undefined;
  }
  switch (path.length === 1 && name) {
    case '':
      return pages.home(site);
    case 'cart':
      return pages.cart(site, visit);
    case 'checkout':
      return visit.cart.length > 0 ? pages.checkout(site, visit) : pages.cart(site, visit);
    case 'thanks':
      return visit.order && pages.thanks(site, visit.order);
    case 'community':
      return pages.community(site);
    case 'account':
      return pages.account(site, visit, query.has('signed-out'));
    default:
      return undefined;
  }
}

function post(
  { shop }: ShopSite,
  visit: Visit,
  path: string,
  fields: URLSearchParams,
  response: ServerResponse,
): void {
  const base = `/${shop.slug}`;
  const product = fields.get('product') ?? '';
  switch (path) {
    case 'cart': {
      if (!productOf(shop, product)) return notFound(response);
      const quantity = fields.has('quantity')
        ? Number(fields.get('quantity'))
        : visit.quantityOf(product) + 1;
      return redirect(response, `${base}/cart`, visit.withQuantity(product, quantity));
    }
    case 'checkout': {
      if (visit.cart.length === 0) return redirect(response, `${base}/cart`);
      const order = { id: `${shop.slug}-${randomInt(1e8, 1e9)}`, amount: visit.total };
      return redirect(response, `${base}/thanks`, visit.cookie('order', order), visit.cookie('cart', null));
    }
    case 'account/sign-in': {
      const customer = shop.customers.find(({ id }) => id === fields.get('customer'));
      return customer
        ? redirect(response, `${base}/account`, visit.cookie('customer', customer.id))
        : notFound(response);
    }
    case 'account/sign-out':
      return redirect(response, `${base}/account?signed-out`, visit.cookie('customer', null));
    default:
      return notFound(response);
  }
}

function show(site: ShopSite, visit: Visit, page: Page, response: ServerResponse): void {
  response.writeHead(page.status ?? 200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(layout(site, visit, page));
}

async function asset(path: string | null, response: ServerResponse): Promise<void> {
  const content = path && (await readFile(path).catch(() => null));
  if (!path || !content) return notFound(response);
  response.writeHead(200, {
    'Content-Type': TYPES[extname(path)],
    'Cache-Control': 'max-age=60',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(content);
}

/** The shop's script comes from the build; its style and pictures lie under public/. Null where no asset is called so. */
function assetPath(root: string, slug: string, name: string): string | null {
  if (!/^(faces\/)?[a-z0-9-]+\.(svg|css|js)$/.test(name)) return null;
  const folder = join(root, 'public', 'demo');
  if (name === 'shop.js') return join(root, 'dist', 'demo', 'shop', 'browser', name);
  if (name === 'shop.css' || name === 'queue.js' || name.startsWith('faces/')) return join(folder, name);
  return join(folder, slug, name);
}

async function form(request: IncomingMessage): Promise<URLSearchParams> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > BODY) throw new Error('The form is too long.');
  }
  return new URLSearchParams(body);
}

function redirect(response: ServerResponse, location: string, ...cookies: string[]): void {
  response.writeHead(303, { Location: location, ...(cookies.length > 0 ? { 'Set-Cookie': cookies } : {}) });
  response.end();
}

function notFound(response: ServerResponse): void {
  response.writeHead(404, { 'Content-Type': 'text/plain' });
  response.end('Not found');
}

async function stopped(server: Server): Promise<void> {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
}
