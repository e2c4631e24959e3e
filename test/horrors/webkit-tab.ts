import { By, Key, Origin, type WebDriver } from 'selenium-webdriver';
import type { Tab } from './tab.js';

const OUTER = `return document.querySelector('iframe[sandbox]')`;
/** A page that breaks the driver stands in a frame, and is asked from around it. */
const MESSENGER = `
  var inner = document.querySelector('iframe[data-inner]');
  for (const element of (inner ? inner.contentDocument : document).querySelectorAll('*'))
    if (element.shadowRoot && element.shadowRoot.querySelector('.launcher')) return element.shadowRoot.querySelector('iframe');
  return null;`;
/** WebKit's one tab, with the storage of `origin` emptied for a new visitor. */
export async function webkitTab(driver: WebDriver, origin: string): Promise<Tab> {
  await driver.get(`${origin}/empty`);
  await driver.executeScript('localStorage.clear(); sessionStorage.clear();');
  /** Leads into the page, and tells whether it could. */
  const into = async (...scripts: string[]): Promise<boolean> => {
    await driver.switchTo().defaultContent();
    for (const script of scripts) {
      const frame = await driver.executeScript(script);
      if (frame) await driver.switchTo().frame(frame as never);
      else if (script === MESSENGER) return false;
    }
    return true;
  };
  const value = async (expression: string): Promise<string> =>
    String((await driver.executeScript(`return String(${expression})`)) ?? '');
  return {
    needsFrame: true,
    open: (address) => driver.get(address),
    async size(width, height) {
      await driver.switchTo().defaultContent();
      const chrome = await driver.executeScript<[number, number]>(
        'return [outerWidth - innerWidth, outerHeight - innerHeight]',
      );
      await driver
        .manage()
        .window()
        .setRect({ x: 0, y: 0, width: width + chrome[0], height: height + chrome[1] });
    },
    async inPage(expression) {
      await into(OUTER);
      return String((await driver.executeScript(inPage(expression))) ?? '');
    },
    inMessenger: async (expression) => ((await into(OUTER, MESSENGER)) ? value(expression) : ''),
    async press(x, y) {
      await driver.switchTo().defaultContent();
      const place = { x: Math.round(x), y: Math.round(y), origin: Origin.VIEWPORT, duration: 0 };
      await driver.actions({ async: true }).move(place).click().perform();
    },
    async type(text) {
      await into(OUTER, MESSENGER);
      await driver.findElement(By.css('[data-text-input]')).sendKeys(text);
    },
    async enter() {
      await into(OUTER, MESSENGER);
      await driver.findElement(By.css('[data-text-input]')).sendKeys(Key.ENTER);
    },
    close: () => driver.switchTo().defaultContent(),
  };
}

function inPage(expression: string): string {
  return `
    var inner = document.querySelector('iframe[data-inner]');
    return String(inner ? inner.contentWindow.eval(${JSON.stringify(expression)}) : (${expression}));`;
}
