import { LAST_RESORTS, lastResortOf } from './last-resort.js';

describe('what visitors are offered while a rule has no room', () => {
  it('is one of two things', () => {
    const offered = LAST_RESORTS.map((lastResort) => lastResortOf({ enabled: true, lastResort }));
    expect(offered).toEqual(['nothing', 'appointment']);
  });

  it('is an appointment where the rule names one', () => {
    expect(lastResortOf({ enabled: true, lastResort: 'appointment' })).toBe('appointment');
  });

  it('is nothing where the rule names nothing', () => {
    expect(lastResortOf({ enabled: true, lastResort: 'nothing' })).toBe('nothing');
  });

  it('is nothing under a rule that is switched off, whatever it names', () => {
    expect(lastResortOf({ enabled: false, lastResort: 'appointment' })).toBe('nothing');
  });
});
