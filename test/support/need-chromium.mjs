// Finds the Chromium of the tests. Run by itself, it prints the path.
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** CHROMIUM_PATH, else the one inside @sparticuz/chromium; throws with what to install when neither fits. */
export async function chromiumExecutable() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen && existsSync(chosen)) return chosen;
  if (chosen) throw new Error(`CHROMIUM_PATH names ${chosen}, and there is no such file.`);
  if (process.platform === 'linux' && process.arch === 'x64')
    return (await packagedChromium()).executablePath();
  throw new Error(
    `The tests need Chromium, and the packaged one runs on linux x64 only, not on ${process.platform} ${process.arch}.\n` +
      'Install Chromium or Chrome and set CHROMIUM_PATH to its program, then run npm test again.',
  );
}

/** The package looks at this variable when it is imported and then brings its system libraries along. */
async function packagedChromium() {
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(await chromiumExecutable());
}
