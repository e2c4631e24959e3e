import { jest } from '@jest/globals';
import { Paced } from '../../src/platform/live/paced.js';

const EVERY = 1000;

let told: string[];
let paced: Paced;

beforeEach(() => {
  jest.useFakeTimers();
  told = [];
  paced = new Paced(EVERY, (key) => told.push(key));
});
afterEach(() => jest.useRealTimers());

it('tells at once', () => {
  paced.ask('a');
  paced.ask('b');
  expect(told).toEqual(['a', 'b']);
});

it('tells once more of all that came meanwhile, and then rests again', () => {
  for (let time = 0; time < 5; time += 1) paced.ask('a');
  jest.advanceTimersByTime(EVERY - 1);
  expect(told).toEqual(['a']);
  jest.advanceTimersByTime(1);
  expect(told).toEqual(['a', 'a']);
  paced.ask('a');
  jest.advanceTimersByTime(EVERY);
  expect(told).toEqual(['a', 'a', 'a']);
  jest.advanceTimersByTime(10 * EVERY);
  expect(told).toEqual(['a', 'a', 'a']);
});
