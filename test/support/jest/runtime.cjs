const { createRequire, register } = require('node:module');
const { fileURLToPath, pathToFileURL } = require('node:url');
const JestRuntime = require('jest-runtime').default;
const { isCompiled, mapOf } = require('./compiled.mjs');

register(pathToFileURL(require.resolve('./hooks.mjs')));

/** Where the source map of a loaded module lies, by its URL. */
class SourceMaps extends Map {
  get(url) {
    const path = url?.startsWith('file:') ? fileURLToPath(url) : '';
    return isCompiled(path) ? mapOf(path) : undefined;
  }
}

/**
 * Loads modules by Node itself, once a worker: what they keep outlives a test file. Jest would evaluate the application
 * and its packages again for every file, in a context of its own that makes all they do slower.
 */
module.exports = class NativeRuntime extends JestRuntime {
  constructor(...args) {
    super(...args);
    const testPath = args[6];
    globalThis.globalsOfJest = () => this.requireModuleOrMock(testPath, '@jest/globals');
  }

  unstable_shouldLoadAsEsm(path) {
    return isCompiled(path);
  }

  async unstable_importModule(path) {
    return import(pathToFileURL(path).href);
  }

  requireModule(from, name) {
    return createRequire(from)(name ?? from);
  }

  /** What keeps the state of a test file is evaluated again for the next one. */
  requireInternalModule(from, name) {
    if (!name) delete require.cache[from];
    return this.requireModule(from, name);
  }

  getSourceMaps() {
    return new SourceMaps();
  }
};
