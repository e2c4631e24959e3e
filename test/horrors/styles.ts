import type { Horror } from './horror.js';

/** Rules of a page that reach for every element, or for those that ours could be. */
export const styles: Horror[] = [
  { name: 'hides what is empty', styles: 'div:empty, :empty:not(input, hr, br) { display: none }' },
  {
    name: 'unsets everything',
    styles: '* { all: unset !important } main, p, h1 { display: block !important }',
  },
  {
    name: 'fixes nothing',
    styles: '* { position: static !important; float: none !important; z-index: auto !important }',
  },
  {
    name: 'shows what it knows',
    styles: 'body > *:not(header, main, footer), html > *:not(head, body) { display: none !important }',
  },
  {
    name: 'hides frames',
    styles:
      'iframe { max-width: 100%; visibility: hidden !important; position: static !important; width: 9px !important }',
  },
  {
    name: 'has buttons of its own',
    styles:
      'button, svg, span { position: static !important; width: 100% !important; font-size: 40px !important; transform: rotate(9deg) }',
  },
  { name: 'counts in tenths', styles: ':root { font-size: 62.5% } body { font-size: 1.6rem }' },
  { name: 'zooms in', styles: 'html { zoom: 1.5 }' },
  { name: 'zooms out', styles: 'html { zoom: 0.5 }' },
  {
    name: 'is transformed',
    styles: 'html { transform: translateY(0) scale(0.9) } body { min-height: 200vh }',
  },
  { name: 'is filtered', styles: 'html { filter: invert(1); opacity: 0.4 } body { filter: blur(1px) }' },
  {
    name: 'is contained',
    styles: 'html { contain: layout paint } body { contain: content; min-height: 150vh }',
  },
  {
    name: 'clips itself',
    styles: 'html { clip-path: inset(0 50% 50% 0); mask: none } body { overflow: clip }',
  },
  { name: 'shows what is hidden', styles: '[hidden], [popover] { display: block !important }' },
  { name: 'hides popovers', styles: '[popover], :popover-open { display: none !important }' },
  {
    name: 'dims behind popovers',
    styles: '::backdrop { background: rgb(0 0 0 / 80%) !important; pointer-events: auto !important }',
  },
  {
    name: 'writes before everything',
    styles: '*::before { content: "→" } *::after { content: "←"; display: block; height: 9px }',
  },
  { name: 'is read from the right', html: 'dir="rtl"' },
  { name: 'has a body read from the right', body: 'dir="rtl"' },
  { name: 'is written downwards', styles: 'html { writing-mode: vertical-rl }' },
  { name: 'is dark', styles: ':root { color-scheme: dark; background: #111; color: #eee }' },
  { name: 'takes its time', styles: '* { transition: all 5s !important; animation-delay: 9s !important }' },
  { name: 'hears no pointer', styles: '* { pointer-events: none !important; cursor: none !important }' },
  { name: 'waits unseen', styles: 'html { visibility: hidden } main { visibility: visible }' },
  { name: 'has our variables', styles: '*, :root { --brand: red !important; --on-brand: red !important }' },
  {
    name: 'fights for the top',
    styles: 'main * { position: relative; z-index: 2147483647 !important }',
    content:
      '<main><h1>On top</h1><div style="position:fixed;inset:auto 0 0 auto;width:300px;height:300px;background:gold">Ours!</div></main>',
  },
  {
    name: 'asks who is last',
    styles: 'body > :last-child { margin-bottom: 60px } body > :nth-last-child(2) { color: #060 }',
  },
  {
    name: 'asks who is there',
    styles: 'html:has(> div), body:has(> div) { padding: 40px } html > div { margin: 9px }',
  },
];

/** Rules that other style sheets bring, as they stand in them. */
export const resets: Horror[] = [
  {
    name: 'resets as Bootstrap',
    styles:
      '*, ::after, ::before { box-sizing: border-box } body { margin: 0; line-height: 1.5 } img, svg { vertical-align: middle } button { border-radius: 0; text-transform: none } button:not(:disabled) { cursor: pointer } iframe { border: 0 } [hidden] { display: none !important }',
  },
  {
    name: 'resets as Tailwind',
    styles:
      '*, ::after, ::before, ::backdrop { box-sizing: border-box; margin: 0; padding: 0; border: 0 solid } img, svg, video, canvas, audio, iframe, embed, object { display: block; vertical-align: middle } img, video { max-width: 100%; height: auto } button { font: inherit; border-radius: 0; background-color: transparent; opacity: 1 }',
  },
  {
    name: 'resets as Meyer',
    styles:
      'html, body, div, span, iframe, h1, p, a, button { margin: 0; padding: 0; border: 0; font-size: 100%; font: inherit; vertical-align: baseline } body { line-height: 1 }',
  },
];
