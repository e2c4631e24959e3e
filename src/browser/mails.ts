import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import mjml from 'mjml';

/** Makes of each `views/mails/<name>.mjml` the markup that mail programs understand: `dist/views/mails/<name>.hbs`. */
export async function buildMails(root: string): Promise<void> {
  const sources = join(root, 'views', 'mails');
  const target = join(root, 'dist', 'views', 'mails');
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  const files = (await readdir(sources)).filter((name) => name.endsWith('.mjml'));
  await Promise.all(
    files.map((name) => buildMail(join(sources, name), join(target, name.replace(/\.mjml$/, '.hbs')))),
  );
}

/** Values come in later, so nothing here knows whether they fit. */
async function buildMail(source: string, target: string): Promise<void> {
  const { html } = await mjml(await readFile(source, 'utf8'), {
    validationLevel: 'skip',
    keepComments: false,
    // MJML would have a mail program fetch the fonts that it knows by name.
    fonts: {},
  });
  await writeFile(target, html);
}
