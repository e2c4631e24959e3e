import { generateSync } from 'otplib';
import type { Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../../src/demo/password.js';
import { obstacles } from '../../support/for-everybody.js';
import { openStage, type Stage } from '../../support/stage.js';

const WORDS = {
  en: {
    email: 'maya@fjord.test',
    setUp: 'Set up',
    title: 'Two-step verification',
    key: 'Can’t scan it? Enter this key',
    code: 'Six-digit code',
    turnOn: 'Turn on',
    save: 'Save your recovery codes',
    copy: 'Copy',
    saved: 'I’ve saved my codes',
    signOut: 'Sign out',
    continue: 'Continue',
    wrong: 'Incorrect code.',
    useRecovery: 'Use a recovery code',
    recovery: 'Recovery code',
    left: '9 codes left',
    addPasskey: 'Add a passkey',
    name: 'Name',
    create: 'Create passkey',
    added: 'Passkey added.',
    first: 'Two-step verification is on.',
    withPasskey: 'Sign in with a passkey',
    cancelled: 'Nothing was confirmed, or it took too long.',
    unsupported: 'This browser doesn’t support passkeys.',
    lastUsed: 'Last used',
  },
  fr: {
    email: 'lea@maison-lumiere.test',
    setUp: 'Configurer',
    title: 'Validation en deux étapes',
    key: 'Impossible de le scanner',
    code: 'Code à six chiffres',
    turnOn: 'Activer',
    save: 'Conservez vos codes de secours',
    copy: 'Copier',
    saved: 'J’ai conservé mes codes',
    signOut: 'Se déconnecter',
    continue: 'Continuer',
    wrong: 'Code incorrect.',
    useRecovery: 'Utiliser un code de secours',
    recovery: 'Code de secours',
    left: '9 codes restants',
    addPasskey: 'Ajouter une clé d’accès',
    name: 'Nom',
    create: 'Créer la clé d’accès',
    added: 'Clé d’accès ajoutée.',
    first: 'La validation en deux étapes est activée.',
    withPasskey: 'Se connecter avec une clé d’accès',
    cancelled: 'Rien n’a été confirmé',
    unsupported: 'Ce navigateur ne prend pas en charge les clés d’accès.',
    lastUsed: 'Dernière utilisation',
  },
} as const;

const OTHERS = { en: 'oliver@fjord.test', fr: 'karim@maison-lumiere.test' } as const;

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(`${stage.url}/sign-in`);
  await page.locator('#email').fill(email);
  await page.locator('#password').fill(DEMO_PASSWORD);
  await page.locator('[data-sign-in] button[type=submit]').click();
}

const codeOf = (secret: string, secondsAgo = 0) =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) - secondsAgo });

/** A device of this browser that says yes, or that nobody answers. */
async function device(page: Page, says: 'yes' | 'nothing') {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable', { enableUI: false });
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: says === 'yes',
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, authenticatorId };
}

describe.each(['en', 'fr'] as const)('two-step verification, in %s', (language) => {
  const words = WORDS[language];
  let secret = '';
  let recovery: string[] = [];

  it('is set up with an app, which then signs in beside the password', async () => {
    const person = await stage.chromium.person({ locale: language });
    const { page } = person;
    await signIn(page, words.email);
    await page.waitForURL(/\/desk/);
    await page.goto(`${stage.url}/account`);
    await page.getByRole('link', { name: words.setUp }).click();
    await page.getByRole('heading', { name: words.title }).waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.getByRole('link', { name: words.setUp }).click();
    await page.getByText(words.key).waitFor();
    secret = ((await page.locator('.secret-key').textContent()) ?? '').replace(/\s/g, '');
    expect(await obstacles(page)).toEqual([]);
    await page.getByLabel(words.code).fill(codeOf(secret, 30));
    await page.getByRole('button', { name: words.turnOn }).click();
    await page.getByRole('heading', { name: words.save }).waitFor();
    recovery = await page.locator('.recovery-codes li').allTextContents();
    expect(recovery).toHaveLength(10);
    await page.getByRole('button', { name: words.copy }).waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.getByRole('link', { name: words.saved }).click();
    await page.getByRole('button', { name: words.signOut }).click();
    await page.waitForURL(/\/sign-in/);

    await signIn(page, words.email);
    await page.getByRole('heading', { name: words.title }).waitFor();
    await page.getByLabel(words.code).fill('000000');
    await page.getByRole('button', { name: words.continue }).click();
    await page.getByText(words.wrong).waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.getByLabel(words.code).fill(codeOf(secret));
    await page.getByRole('button', { name: words.continue }).click();
    await page.waitForURL(/\/desk$/);
    expect(person.complaints.filter((said) => !said.includes('422'))).toEqual([]);
  });

  it('is passed with a recovery code where the phone is lost, without a script too', async () => {
    const { page } = await stage.chromium.person({ locale: language, javaScriptEnabled: false });
    await signIn(page, words.email);
    await page.getByRole('link', { name: words.useRecovery }).click();
    await page.getByLabel(words.recovery).fill(recovery[0].toUpperCase());
    await page.getByRole('button', { name: words.continue }).click();
    await page.waitForURL(/\/desk$/);
    await page.goto(`${stage.url}/account/two-step`);
    await page.getByText(words.left).waitFor();
  });

  it('is a passkey, which signs in by itself', async () => {
    const person = await stage.chromium.person({ locale: language });
    const { page } = person;
    const { cdp, authenticatorId } = await device(page, 'yes');
    await signIn(page, OTHERS[language]);
    await page.waitForURL(/\/desk/);
    await page.goto(`${stage.url}/account/two-step`);
    await page.getByRole('link', { name: words.addPasskey }).click();
    await page.getByLabel(words.name, { exact: true }).fill('Laptop');
    expect(await obstacles(page)).toEqual([]);
    await page.getByRole('button', { name: words.create }).click();
    await page.getByText(words.first).waitFor();
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
    expect(credentials.map(({ isResidentCredential }) => isResidentCredential)).toEqual([true]);
    await page.getByRole('link', { name: words.saved }).click();
    await page.getByRole('link', { name: 'Laptop' }).waitFor();
    // So that it is the button that asks, and not the field of addresses.
    await cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: false });
    await page.getByRole('button', { name: words.signOut }).click();
    await page.waitForURL(/\/sign-in/);
    const button = page.getByRole('button', { name: words.withPasskey });
    await button.waitFor();
    expect(await obstacles(page)).toEqual([]);
    await cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: true });
    await button.click();
    await page.waitForURL(/\/desk$/);
    await page.goto(`${stage.url}/account/two-step`);
    await page.getByText(words.lastUsed).waitFor();
    expect(person.complaints).toEqual([]);
  });

  it('says in words that nothing was confirmed', async () => {
    const { page } = await stage.chromium.person({ locale: language });
    await device(page, 'nothing');
    await page.goto(`${stage.url}/sign-in`);
    await page.getByRole('button', { name: words.withPasskey }).click();
    await page.getByText(words.cancelled).waitFor();
    expect(await obstacles(page)).toEqual([]);
  });

  it('says in words that a browser knows no passkeys', async () => {
    const { page } = await stage.chromium.person({ locale: language });
    await page.addInitScript(() => Reflect.deleteProperty(window, 'PublicKeyCredential'));
    await page.goto(`${stage.url}/sign-in`);
    await page.getByRole('button', { name: words.withPasskey }).click();
    await page.getByText(words.unsupported).waitFor();
  });
});
