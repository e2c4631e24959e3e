const { default: Sequencer } = require('@jest/test-sequencer');

/** A run ends with the first file that notices: the quick ones go first. */
module.exports = class ShortestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => (a.duration ?? 0) - (b.duration ?? 0));
  }
};
