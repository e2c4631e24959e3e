import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Horror } from './horror.js';
import { PROBE } from './probe.js';
import { NONCE } from './surroundings.js';

const CONTENT = `
<header><a href="#top">Fjord</a> <nav><ul><li>Tents</li><li>Bags</li></ul></nav></header>
<main id="top"><h1>Kit for the mountains</h1><p>Free repairs <span>for life</span> on everything.</p>
<table><tbody><tr><td>Weight</td><td>1.9 kg</td></tr></tbody></table>
<form action="#"><label>Size <input name="size" /></label> <button type="button">Choose</button></form>
<div></div><div hidden="hidden">Sold out</div><p style="height:400px">Long</p></main>
<footer><p>Bergen</p></footer>`;

export interface Horrors {
  origin: string;
  /** The address of a page; without the loader it is what the page is by itself. */
  address(horror: Horror, has: { loader: boolean; frame?: boolean }): string;
  close(): Promise<void>;
}

/** Serves every page of these, once with the loader and once with another script in its place. */
export async function serveHorrors(
  horrors: Horror[],
  { app, loader, host }: { app: string; loader: string; host: string },
): Promise<Horrors> {
  const server = createServer((request, response) => {
    const [, number, what] = /^\/(\d+)\/(page|alone|frame|outer|nothing\.js)/.exec(request.url ?? '') ?? [];
    const horror = horrors[Number(number)];
    if (!horror || what === 'nothing.js') {
      response.writeHead(horror ? 200 : 404, { 'content-type': 'text/javascript' }).end();
      return;
    }
    if (what === 'frame') {
      const inner = request.url?.endsWith('?loader') ? 'page' : 'alone';
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(
          `<!doctype html><body style="margin:0"><iframe sandbox="${horror.sandbox}" src="${inner}" style="border:0;width:100%;height:99vh"></iframe>`,
        );
      return;
    }
    if (what === 'outer') {
      const inner = request.url?.endsWith('?loader') ? 'page' : 'alone';
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(
          `<!doctype html><body style="margin:0"><iframe data-inner src="${inner}" style="display:block;border:0;width:100%;height:100vh"></iframe>`,
        );
      return;
    }
    response.writeHead(200, {
      'content-type': `${horror.type ?? 'text/html'}; charset=utf-8`,
      ...horror.headers?.(app),
    });
    response.end(write(horror, what === 'page' ? loader : `/${number}/nothing.js`));
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    address(horror, has) {
      const folder = `${origin}/${horrors.indexOf(horror)}`;
      if (has.frame) return `${folder}/outer${has.loader ? '?loader' : ''}`;
      if (horror.sandbox) return `${folder}/frame${has.loader ? '?loader' : ''}`;
      return `${folder}/${has.loader ? 'page' : 'alone'}`;
    },
    close: () => ended(server),
  };
}

function write(horror: Horror, source: string): string {
  const { name, head = '', styles = '', before = '', html = '', body = '', content = CONTENT } = horror;
  const load = horror.loader ?? ((from: string) => `<script async="" src="${from}"></script>`);
  const loader = load(source);
  const script = (code: string) => `<script nonce="${NONCE}">//<![CDATA[\n${code}\n//]]></script>`;
  return `${horror.doctype ?? '<!doctype html>'}
<html lang="en" ${html}><head><title>A page that ${name}</title>${script(PROBE)}${head}
<style nonce="${NONCE}">${styles}</style>${before ? script(before) : ''}${horror.isInHead ? loader : ''}</head>
<body ${body}>${content}${horror.isInHead ? '' : loader}</body></html>`;
}

async function ended(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
