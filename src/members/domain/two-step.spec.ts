import { barOf, comingBar, type TwoStep } from './two-step.js';

const NOON = new Date('2026-12-24T12:00:00Z');
const BEFORE = new Date('2026-12-24T11:59:59.999Z');
const after = new Date('2026-12-24T12:00:00.001Z');

const without: TwoStep = { requiredFrom: NOON, hasFactor: false, isProved: false };
const unproved: TwoStep = { ...without, hasFactor: true };
const proved: TwoStep = { ...unproved, isProved: true };

describe('who is let in by a brand that requires a second factor', () => {
  it('is everybody before the day, and for ever where it never asks', () => {
    expect(barOf(without, BEFORE)).toBeNull();
    expect(barOf({ ...without, requiredFrom: null }, after)).toBeNull();
  });

  it.each([NOON, after])('is from then on only who has one and has shown it: %p', (now) => {
    expect(barOf(without, now)).toBe('two_step_needed');
    expect(barOf(unproved, now)).toBe('two_step_unproved');
    expect(barOf(proved, now)).toBeNull();
  });

  it('is nobody who has shown one that is gone', () => {
    expect(barOf({ ...proved, hasFactor: false }, NOON)).toBe('two_step_needed');
  });
});

describe('who hears of it before', () => {
  it('is who would stay outside then', () => {
    expect(comingBar(without)).toEqual(NOON);
    expect(comingBar(unproved)).toEqual(NOON);
    expect(comingBar(proved)).toBeNull();
  });

  it('is nobody where it never comes', () => {
    expect(comingBar({ ...without, requiredFrom: null })).toBeNull();
  });
});
