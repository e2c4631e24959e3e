import { styleText } from 'node:util';
import type { DemoBrandAccounts, DemoSite } from '../demo/index.js';
import { DEMO_OPERATOR, DEMO_PASSWORD } from '../demo/index.js';
import type { StartSettings } from './start-settings.js';

/** Tells on the terminal where everything is and who can sign in. */
export function announce(
  settings: StartSettings,
  sites: readonly DemoSite[],
  accounts: readonly DemoBrandAccounts[],
  seconds: number,
): void {
  const lines = ['', `  ${bold('Causerie')} is ready after ${seconds.toFixed(1)} s`, ''];
  lines.push(row('Application', settings.publicUrl));
  for (const { name, slug } of sites) {
    lines.push(row(name, `http://localhost:${settings.shopPort}/${slug}/`));
    lines.push(row('', `${settings.publicUrl}/b/${slug}/desk`));
  }
  if (accounts.length > 0) lines.push('', `  Accounts, password ${bold(DEMO_PASSWORD)}`, '');
  for (const { name, domain, people } of accounts)
    lines.push(row(name, people.length > 1 ? `{${people.join(', ')}}@${domain}` : `${people[0]}@${domain}`));
  if (accounts.length > 0) lines.push(row('Operator', `${DEMO_OPERATOR}  ${settings.publicUrl}/platform`));
  lines.push('', dim('  Ctrl+C stops everything.'), '');
  console.log(lines.join('\n'));
}

function row(name: string, value: string): string {
  return `  ${dim(name.padEnd(18))}${value}`;
}

function bold(text: string): string {
  return process.stdout.isTTY ? styleText('bold', text) : text;
}

function dim(text: string): string {
  return process.stdout.isTTY ? styleText('dim', text) : text;
}
