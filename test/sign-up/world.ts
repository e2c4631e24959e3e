import { AccountMailRecords, type AccountMailKind } from '../../src/account-mails/index.js';
import { DeskWorld, MemberBrowser, until } from '../desk/world.js';

export const FOUNDER = {
  name: 'Solène Arnaud',
  email: 'solene@atelier.example',
  password: 'a cup that is too hot',
};

/** Somebody who has nothing but a browser and a mailbox. */
export class Newcomer {
  readonly browser: MemberBrowser;

  constructor(
    readonly world: DeskWorld,
    language = 'en',
  ) {
    this.browser = new MemberBrowser(world, world.agent(language));
  }

  signUp(person: Partial<typeof FOUNDER> = {}) {
    return this.browser.post('/sign-up', { ...FOUNDER, ...person }, '/sign-up');
  }

  type(code: string) {
    return this.browser.post('/sign-up/code', { code }, '/sign-up/code');
  }

  /** The code of the newest mail to that address. */
  async code(email = FOUNDER.email, kind: AccountMailKind = 'address_code'): Promise<string> {
    return /\b(\d{6})\b/.exec(await mailTo(this.world, email, kind))?.[1] ?? '';
  }

  /** Has an account, and is signed in to it. */
  async arrive(person: Partial<typeof FOUNDER> = {}): Promise<void> {
    await this.signUp(person);
    await this.type(await this.code(person.email));
  }

  openBrand(fields: Record<string, string> = {}) {
    return this.browser.post(
      '/sign-up/brand',
      {
        ...{ name: 'Atelier Solène', slug: 'atelier-solene', defaultLocale: 'fr', timeZone: 'Europe/Paris' },
        ...fields,
      },
      '/sign-up/brand',
    );
  }
}

/** The text of the newest mail of that kind to an address, once it is sent. */
export async function mailTo(world: DeskWorld, email: string, kind: AccountMailKind): Promise<string> {
  const records = world.running.app.get(AccountMailRecords);
  let text = '';
  await until(async () => {
    const { records: all } = await records.page({ state: 'sent', before: null });
    const [mail] = all.filter((each) => each.recipient === email && each.kind === kind);
    if (mail) text = (await records.record(mail.id)).composed?.text ?? '';
    return text !== '';
  });
  return text;
}
