import type { Locator } from 'playwright-core';

/** What people have to do by hand: a press, a choice, or a field that is filled. */
export class Acts {
  count = 0;

  async press(what: Locator): Promise<void> {
    this.count += 1;
    await what.click();
  }

  async fill(what: Locator, text: string): Promise<void> {
    this.count += 1;
    await what.fill('');
    await what.pressSequentially(text);
  }

  async choose(what: Locator, value: string): Promise<void> {
    this.count += 1;
    await what.selectOption(value);
  }
}
