import type { Horror } from './horror.js';

/** Where one element more, or one after the last, moves the others. */
export const layouts: Horror[] = [
  {
    name: 'lays its root out in a row',
    styles: 'html { display: flex; justify-content: space-between; gap: 20px }',
  },
  {
    name: 'lays its root out in a grid',
    styles: 'html { display: grid; grid-auto-rows: 1fr; gap: 20px; min-height: 100vh }',
  },
  { name: 'lays its root out in columns', styles: 'html { columns: 2 }' },
  {
    name: 'fills the window',
    styles:
      'html, body { height: 100%; overflow: hidden } body { display: flex; flex-direction: column; justify-content: space-between; gap: 20px; margin: 0 }',
  },
  {
    name: 'lays its body out in a grid',
    styles: 'body { display: grid; grid-auto-rows: 1fr; gap: 30px; min-height: 100vh }',
  },
  { name: 'lays its body out in columns', styles: 'body { columns: 3; column-gap: 40px }' },
  {
    name: 'keeps its children apart',
    styles: 'body > * + * { margin-top: 3rem } html > * + * { margin-top: 2rem }',
  },
  {
    name: 'scrolls within its body',
    styles:
      'html { height: 100%; overflow: hidden } body { height: 100%; overflow: auto; position: relative; transform: scale(0.8) }',
  },
  { name: 'is a table', styles: 'html { display: table; width: 100% } body { display: table-row }' },
  {
    name: 'snaps',
    styles:
      'html { scroll-snap-type: y mandatory } html > *, body > * { scroll-snap-align: start; min-height: 100vh }',
  },
  { name: 'is a phone’s', window: { width: 320, height: 568 } },
  { name: 'is zoomed to twice its size', window: { width: 640, height: 360 } },
];
