import type { Frame, Page } from 'playwright-core';
import { axeFindings } from './axe.js';

/** Widths in CSS pixels: the narrowest phone, and half of a window of 1280, which is what 200 % zoom leaves of it. */
const NARROW = [
  { width: 320, height: 640 },
  { width: 640, height: 450 },
];
const SMALLEST_TARGET = 24;

/**
 * What on the page keeps somebody out, one line a finding, empty when all is well: axe against WCAG 2.2 AA in both
 * themes, anything that scrolls sideways at 320 px or at 200 % zoom, and controls that are smaller than 24 px.
 */
export async function obstacles(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    found.push(...(await axeFindings(page)).map((finding) => `${colorScheme}: ${finding}`));
  }
  found.push(...(await smallTargets(page)));
  const usual = page.viewportSize();
  for (const size of NARROW) {
    await page.setViewportSize(size);
    found.push(...(await wideParts(page, size.width)));
  }
  if (usual) await page.setViewportSize(usual);
  return found;
}

/** The language and the direction that the document declares. */
export async function declared(within: Page | Frame): Promise<string> {
  return within.evaluate(() => `${document.documentElement.lang} ${document.documentElement.dir}`);
}

/** What makes the page scroll sideways at this width; empty when all is within. */
export async function wideParts(page: Page, width: number): Promise<string[]> {
  const found: string[] = [];
  for (const frame of page.frames()) {
    const wide = await frame.evaluate(() => {
      const { scrollWidth } = document.documentElement;
      if (scrollWidth <= innerWidth) return [];
      return [...document.querySelectorAll('body *')]
        .filter((part) => part.getBoundingClientRect().right > innerWidth + 0.5)
        .slice(0, 3)
        .map((part) => `${part.tagName.toLowerCase()}.${part.className} (${scrollWidth} of ${innerWidth})`);
    });
    found.push(...wide.map((part) => `wider than the window at ${width}: ${part}`));
  }
  return found;
}

/** Links within a text take the height of its line, as WCAG allows; everything else is a target of its own. */
async function smallTargets(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const frame of page.frames()) {
    found.push(
      ...(await frame.evaluate((smallest) => {
        const controls = 'button, select, textarea, summary, a[href], input:not([type="hidden"])';
        return [...document.querySelectorAll<HTMLElement>(controls)]
          .filter((control) => control.checkVisibility({ visibilityProperty: true }))
          .filter(
            (control) => !control.matches('.unseen, .skip') && getComputedStyle(control).display !== 'inline',
          )
          .map((control) => ({ control, box: (control.closest('label') ?? control).getBoundingClientRect() }))
          .filter(({ box }) => box.width > 0 && (box.width < smallest || box.height < smallest))
          .map(
            ({ control, box }) =>
              `target of ${Math.round(box.width)} × ${Math.round(box.height)}: ${control.outerHTML.slice(0, 120)}`,
          );
      }, SMALLEST_TARGET)),
    );
  }
  return found;
}
