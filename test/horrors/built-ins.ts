import type { Horror } from './horror.js';

/** Pages whose scripts have changed the language before the loader comes. */
export const builtIns: Horror[] = [
  {
    name: 'has an old Prototype',
    breaksDrivers: true,
    before: `
      Array.prototype.toJSON = function () { return '[' + this.join(', ') + ']'; };
      String.prototype.toJSON = function () { return '"' + this + '"'; };
      Object.prototype.toJSON = function () { return 'object'; };
      Number.prototype.toJSON = Boolean.prototype.toJSON = function () { return String(this); };
      Date.prototype.toJSON = function () { return '"' + this.toISOString() + '"'; };
      Array.from = function (list) { var made = []; for (var i = 0; i < (list ? list.length : 0); i++) made.push(list[i]); return made; };
      Array.prototype.each = Array.prototype.map = Array.prototype.collect = function (work) { var made = []; for (var i = 0; i < this.length; i++) made.push(work(this[i], i)); return made; };
      Array.prototype.first = function () { return this[0]; };
      Array.prototype.entries = Array.prototype.toArray = function () { return this.slice(); };
      Element.prototype.remove = function () { this.parentNode.removeChild(this); return this; };`,
  },
  {
    name: 'has an old MooTools',
    before: `
      Function.prototype.bind = function (self, given) { var work = this; return function () { return work.apply(self, given || arguments); }; };
      Function.prototype.delay = function (ms) { return setTimeout(this, ms); };
      Array.from = function (list) { return list == null ? [] : [list]; };
      String.prototype.contains = function (text) { return this.indexOf(text) > -1; };`,
  },
  {
    name: 'adds to every object',
    before: `
      Object.prototype.extend = function () { return this; };
      Object.prototype.each = Object.prototype.on = Object.prototype.conversation = function () {};
      Array.prototype.last = function () { return this[this.length - 1]; };`,
  },
  {
    name: 'has frozen the prototypes',
    before: '[Object, Array, Function, String].forEach(function (each) { Object.freeze(each.prototype); });',
  },
  {
    name: 'has classes named as ours',
    breaksDrivers: true,
    before:
      'window.Map = function Map() { throw new Error("a map of the shop"); }; window.Set = window.URL = window.Event = window.Node = window.Map;',
  },
  {
    name: 'appends what it reads as text',
    breaksDrivers: true,
    before: `
      Element.prototype.append = HTMLElement.prototype.append = function (added) { this.insertAdjacentHTML('beforeend', added); return this; };`,
  },
  {
    name: 'has lost append and the names of fields',
    breaksDrivers: true,
    before: 'Element.prototype.append = undefined; Object.keys = function () { return []; };',
  },
  {
    name: 'has promises of its own',
    breaksDrivers: true,
    before: 'window.Promise = function () { throw new Error("promise"); };',
  },
  {
    name: 'has a JSON that throws',
    breaksDrivers: true,
    before: 'JSON.stringify = JSON.parse = function () { throw new Error("json"); };',
  },
  {
    name: 'has a JSON of its own',
    breaksDrivers: true,
    before: 'window.JSON = { stringify: function () { return "{}"; } };',
  },
  { name: 'has a fetch that throws', before: 'window.fetch = function () { throw new Error("fetch"); };' },
  {
    name: 'has timers that throw',
    breaksDrivers: true,
    before: 'window.setTimeout = window.clearTimeout = function () { throw new Error("timer"); };',
  },
  {
    name: 'lets nobody listen',
    before:
      'EventTarget.prototype.addEventListener = window.addEventListener = function () { throw new Error("listener"); };',
  },
  {
    name: 'lets nobody observe',
    before: 'window.MutationObserver = function () { throw new Error("observer"); };',
  },
  {
    name: 'has a WebSocket that throws',
    before: 'window.WebSocket = function () { throw new Error("socket"); };',
  },
  { name: 'has no WebSocket', before: 'window.WebSocket = undefined;' },
  {
    name: 'has no storage',
    forgets: 'nothing is kept between two pages',
    before: `['localStorage', 'sessionStorage'].forEach(function (name) {
      Object.defineProperty(window, name, { get: function () { throw new Error('storage'); } });
    });`,
  },
  {
    name: 'has a history that stays as it is',
    before:
      'Object.freeze(history); Object.defineProperty(History.prototype, "pushState", { writable: false });',
  },
  {
    name: 'has an element of our name',
    content: '<main><h1>Talk</h1><form id="causerie"><input name="q"><a name="ready">Ready</a></form></main>',
  },
  {
    name: 'keeps our name for itself',
    before: 'Object.defineProperty(window, "causerie", { value: "a shop", writable: false });',
  },
  {
    name: 'loads modules by AMD',
    before:
      'window.define = function () { throw new Error("define"); }; window.define.amd = {}; window.require = window.define;',
  },
  {
    name: 'looks like Node',
    before:
      'window.module = { exports: {} }; window.exports = window.module.exports; window.process = { env: {} }; window.global = window; window.name = "ready";',
  },
  {
    name: 'hides the document’s own',
    content:
      '<main><h1>Names</h1><img name="currentScript" alt=""><img name="hidden" alt=""><form name="referrer"></form></main>',
  },
];
