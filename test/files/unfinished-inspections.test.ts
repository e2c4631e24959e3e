import { FileInspection, UnfinishedTask, type Sandbox, type UnitOfWork } from '../../src/platform/index.js';
import { outcomeOf } from '../support/outcome.js';

type Because = UnfinishedTask['because'];

const OUTCOMES: Record<Because, string> = {
  time: 'picture_too_large',
  memory: 'picture_too_large',
  ended: 'files_busy',
  starved: 'files_busy',
  stopped: 'files_busy',
};

describe.each(Object.entries(OUTCOMES) as [Because, string][])(
  'a file whose inspection did not end: %s',
  (because, code) => {
    const sandbox = {
      run: () => Promise.reject(new UnfinishedTask('inspectFile', because)),
    } as unknown as Sandbox;
    const inspection = new FileInspection(sandbox, { isOpen: false } as UnitOfWork);
    const bytes = Buffer.from('a file');

    it(`is refused with ${code}`, async () => {
      expect(await outcomeOf(inspection.inspect({ brandId: 'brand' }, bytes, null))).toBe(code);
      expect(await outcomeOf(inspection.thumbnail('brand', bytes))).toBe(code);
    });
  },
);
