import type { Horror } from './horror.js';

const MORPH = `
  function morph(here, there) {
    Array.prototype.slice.call(here.attributes).forEach(function (each) { if (!there.hasAttribute(each.name)) here.removeAttribute(each.name); });
    var wanted = Array.prototype.slice.call(there.childNodes);
    Array.prototype.slice.call(here.childNodes).forEach(function (node, place) {
      var next = wanted[place];
      if (!next || next.nodeName !== node.nodeName) node.remove();
      else if (node.nodeType === 1) morph(node, next);
    });
  }
  fetch(location.href).then(function (answer) { return answer.text(); }).then(function (text) {
    morph(document.documentElement, new DOMParser().parseFromString(text, 'text/html').documentElement);
  });`;

/** Pages that put themselves together anew while the launcher stands. */
export const frameworks: Horror[] = [
  { name: 'replaces its body', after: 'document.body.replaceWith(document.body.cloneNode(true));' },
  { name: 'writes its body anew', after: 'document.body.innerHTML = document.body.innerHTML;' },
  {
    name: 'replaces its root',
    after: 'document.documentElement.replaceWith(document.documentElement.cloneNode(true));',
  },
  { name: 'morphs into what the server says', after: MORPH },
  {
    name: 'hydrates, and takes away what it does not know',
    after: `var left = 3;
      var tidy = setInterval(function () {
        Array.prototype.slice.call(document.querySelectorAll('html > :not(head, body), body > :not(header, main, footer, script)')).forEach(function (each) {
          if (left-- > 0) each.remove(); else clearInterval(tidy);
        });
      }, 20);`,
  },
  {
    name: 'goes on to another page by itself',
    after: `history.pushState({}, '', location.pathname + '?page=2');
      document.querySelector('main').innerHTML = '<h1>Page two</h1>';
      document.title = 'Page two';`,
  },
  {
    name: 'writes a document over itself',
    after: `var probe = window.probe; document.open();
      document.write('<!doctype html><html lang="en"><head><title>Anew</title></head><body><main><h1>Written late</h1></main></body></html>');
      document.close(); window.probe = probe;`,
  },
  {
    name: 'has polyfills for elements',
    before: `var create = document.createElement, shadow = Element.prototype.attachShadow;
      document.createElement = function (name) { var made = create.call(document, name); made.upgraded = true; return made; };
      Element.prototype.attachShadow = function (options) { return this.shadow = shadow.call(this, options); };
      var define = customElements.define; customElements.define = function (name, type) { return define.call(customElements, name, type); };`,
  },
  {
    name: 'lives in a shadow',
    content: '<main><shop-page></shop-page></main>',
    before: `customElements.define('shop-page', class extends HTMLElement {
      constructor() { super(); this.attachShadow({ mode: 'open' }).innerHTML = '<style>:host{display:block}</style><h1>In a shadow</h1>'; }
    });`,
  },
  { name: 'is inert', after: `document.body.inert = true;` },
  {
    name: 'asks something first',
    content: '<main><h1>Shop</h1><p>Behind</p></main><dialog id="age"><p>Are you old enough?</p></dialog>',
    before: `addEventListener('DOMContentLoaded', function () { document.getElementById('age').showModal(); });`,
    coversLauncher: true,
    after: `document.getElementById('age').close();`,
  },
  {
    name: 'is left and comes back to',
    after: `dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));`,
  },
  {
    name: 'never lets it stand',
    after: `window.removals = 0;
      new MutationObserver(function () {
        Array.prototype.slice.call(document.querySelectorAll('html > :not(head, body), body > :not(header, main, footer, script)')).forEach(function (each) {
          window.removals++; each.remove();
        });
      }).observe(document, { childList: true, subtree: true });
      document.body.append(document.createElement('hr'));`,
    withoutLauncher: 'two scripts would fight for ever',
  },
];
