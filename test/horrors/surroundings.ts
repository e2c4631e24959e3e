import type { Horror } from './horror.js';

const NONCE = 'of-this-page';

function policy(app: string): string {
  const socket = app.replace(/^http/, 'ws');
  return [
    `default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'nonce-${NONCE}'`,
    `style-src 'nonce-${NONCE}'; connect-src ${app} ${socket}; frame-src ${app}`,
    `require-trusted-types-for 'script'; trusted-types 'none'`,
  ].join('; ');
}

/** Where the page stands, how it is written, and how it brings the loader. */
export const surroundings: Horror[] = [
  {
    name: 'trusts nobody',
    headers: (app) => ({ 'content-security-policy': policy(app) }),
    loader: (source) => `<script async nonce="${NONCE}" src="${source}"></script>`,
  },
  { name: 'is in a frame that keeps its origin', sandbox: 'allow-scripts allow-same-origin' },
  {
    name: 'is in a frame without an origin',
    sandbox: 'allow-scripts',
    withoutLauncher: 'it is no page of the site',
  },
  { name: 'has another base', head: '<base href="http://elsewhere.test/deep/">' },
  { name: 'has no doctype', doctype: '' },
  {
    name: 'is XHTML',
    type: 'application/xhtml+xml',
    doctype: '<?xml version="1.0" encoding="UTF-8"?>',
    html: 'xmlns="http://www.w3.org/1999/xhtml"',
  },
  { name: 'loads it in the head', isInHead: true, loader: (source) => `<script src="${source}"></script>` },
  {
    name: 'loads it in the head, deferred',
    isInHead: true,
    loader: (source) => `<script defer="" src="${source}"></script>`,
  },
  {
    name: 'loads it twice in the head',
    isInHead: true,
    loader: (source) => `<script src="${source}"></script>`.repeat(2),
  },
  { name: 'loads it twice', loader: (source) => `<script async="" src="${source}"></script>`.repeat(2) },
  {
    name: 'loads it as a module',
    loader: (source) => `<script type="module" src="${source}" crossorigin="anonymous"></script>`,
  },
  {
    name: 'loads it by a script that tidies up',
    loader: (source) => `<script>(function () {
      var tag = document.createElement('script'); tag.src = '${source}';
      tag.onload = function () { tag.remove(); }; document.head.appendChild(tag);
    })();</script>`,
  },
  {
    name: 'writes the loader',
    loader: (source) => `<script>document.write('<script src="${source}"><\\/script>');</script>`,
  },
];

export { NONCE };
