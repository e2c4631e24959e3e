import { obstacles } from '../../support/for-everybody.js';
import { openStage, type Stage } from '../../support/stage.js';
import { until } from '../../support/platform.js';

const WORDS = {
  en: {
    email: 'maya@fjord.test',
    forgot: 'Forgot your password?',
    address: 'E-mail',
    send: 'Send link',
    sent: 'Check your e-mail',
    choose: 'Choose a new password',
    password: 'New password',
    show: 'Show',
    short: 'Too short',
    strong: 'Strong',
    leaked: 'This password is often used and easy to guess. Choose another one.',
    change: 'Change password',
    changed: 'Password changed. Sign in with the new one.',
    over: 'This link is no longer valid',
    again: 'Send another link',
    signIn: 'Sign in',
    current: 'Password',
  },
  fr: {
    email: 'lea@maison-lumiere.test',
    forgot: 'Mot de passe oublié\u202f?',
    address: 'Adresse e-mail',
    send: 'Envoyer le lien',
    sent: 'Consultez vos e-mails',
    choose: 'Choisir un nouveau mot de passe',
    password: 'Nouveau mot de passe',
    show: 'Afficher',
    short: 'Trop court',
    strong: 'Solide',
    leaked: 'Ce mot de passe est courant et facile à deviner. Choisissez-en un autre.',
    change: 'Changer de mot de passe',
    changed: 'Mot de passe modifié. Connectez-vous avec le nouveau.',
    over: 'Ce lien n’est plus valable',
    again: 'Envoyer un autre lien',
    signIn: 'Se connecter',
    current: 'Mot de passe',
  },
} as const;

const PASSWORD = 'a lamp above the table';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

async function linkTo(email: string): Promise<string> {
  const mail = () =>
    stage.database.query<{ body: string }>(
      `SELECT body FROM account_mails WHERE recipient = $1 AND kind = 'password_reset' AND state = 'sent'`,
      [email],
    );
  await until(async () => (await mail()).length > 0);
  const [{ body }] = await mail();
  return /https?:\S+\/reset-password\/[\w-]+/.exec(body)?.[0] ?? '';
}

describe.each(['en', 'fr'] as const)('who has forgotten a password, in %s', (language) => {
  const words = WORDS[language];

  it('chooses another one by the link of a mail, and signs in', async () => {
    const person = await stage.chromium.person({ locale: language });
    const { page } = person;
    await page.goto(`${stage.url}/sign-in`);
    await page.getByRole('link', { name: words.forgot }).click();
    await page.getByLabel(words.address).fill(words.email);
    await page.getByRole('button', { name: words.send }).click();
    await page.getByRole('heading', { name: words.sent }).waitFor();

    await page.goto(await linkTo(words.email));
    await page.getByRole('heading', { name: words.choose }).waitFor();
    const password = page.getByLabel(words.password);
    await password.fill('lamp');
    await page.getByText(words.short, { exact: true }).waitFor();
    await password.fill('1Qaz2wsx3edc');
    await page.getByRole('button', { name: words.change }).click();
    await page.getByText(words.leaked).waitFor();
    expect(await obstacles(page)).toEqual([]);
    await password.fill(PASSWORD);
    await page.getByText(words.strong, { exact: true }).waitFor();
    expect(await password.getAttribute('type')).toBe('password');
    await page.getByRole('button', { name: words.show, exact: true }).click();
    expect(await password.getAttribute('type')).toBe('text');
    const address = page.url();
    await page.getByRole('button', { name: words.change }).click();
    await page.getByText(words.changed).waitFor();

    await page.getByLabel(words.address).fill(words.email);
    await page.getByLabel(words.current).fill(PASSWORD);
    await page.getByRole('button', { name: words.signIn, exact: true }).click();
    await page.waitForURL(/\/desk$/);

    await page.goto(address);
    await page.getByRole('heading', { name: words.over }).waitFor();
    await page.getByRole('link', { name: words.again }).click();
    await page.getByRole('button', { name: words.send }).waitFor();
    expect(person.complaints.filter((said) => !said.includes('410'))).toEqual([]);
  });

  it('needs no script for any of it', async () => {
    const { page } = await stage.chromium.person({ locale: language, javaScriptEnabled: false });
    await page.goto(`${stage.url}/sign-in`);
    await page.getByRole('link', { name: words.forgot }).click();
    await page.getByLabel(words.address).fill('nobody@nowhere.test');
    await page.getByRole('button', { name: words.send }).click();
    await page.getByRole('heading', { name: words.sent }).waitFor();
    await page.goto(`${stage.url}/sign-in`);
    expect(await page.getByRole('button', { name: words.show, exact: true }).count()).toBe(0);
  });
});
