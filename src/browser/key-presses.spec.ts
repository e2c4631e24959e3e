import { onKey } from './key-presses.js';

function press(fields: Partial<KeyboardEvent>): string[] {
  const target = new EventTarget();
  const heard: string[] = [];
  onKey(target, ({ key }) => heard.push(key));
  target.dispatchEvent(Object.assign(new Event('keydown'), fields));
  return heard;
}

describe('keys that are pressed', () => {
  it('are heard', () => {
    expect(press({ key: 'Enter', isComposing: false, keyCode: 13 })).toEqual(['Enter']);
  });

  it('are the input method’s while it composes', () => {
    expect(press({ key: 'Enter', isComposing: true, keyCode: 229 })).toEqual([]);
    expect(press({ key: 'ArrowDown', isComposing: true, keyCode: 40 })).toEqual([]);
  });

  it('are the input method’s where it ends the composition before it tells of the key, as Safari does', () => {
    expect(press({ key: 'Enter', isComposing: false, keyCode: 229 })).toEqual([]);
  });

  it('are none where a browser fills a field in', () => {
    expect(press({})).toEqual([]);
  });
});
