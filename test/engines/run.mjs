// `npm run engines`: the main job on every page of horrors, in Debian's Firefox and WebKit. `-- firefox` runs one of them,
// `--pages=zoom` the pages whose names hold that.
import { join } from 'node:path';
import { node, run } from '../support/run-command.mjs';
import { engines } from './need-engines.mjs';

const ROOT = join(import.meta.dirname, '..', '..');
const MINUTES = 60;

const programs = engines();
const given = process.argv.slice(2);
const pages = given.find((each) => each.startsWith('--pages='))?.slice('--pages='.length) ?? '';
const wanted = given.filter((each) => !each.startsWith('--'));
const done = await run(
  node(),
  [
    join(ROOT, 'node_modules/jest/bin/jest.js'),
    ...['--selectProjects', 'engines', '--maxWorkers', '1', '--ci', '--verbose'],
    ...(wanted.length > 0 ? ['--', ...wanted] : []),
  ],
  {
    minutes: MINUTES,
    show: true,
    cwd: ROOT,
    env: {
      NODE_OPTIONS: '--no-warnings',
      ENGINES: JSON.stringify(programs),
      PAGES: pages,
    },
  },
);
process.exit(done.code === 0 ? 0 : 1);
