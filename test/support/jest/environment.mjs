import { TestEnvironment } from 'jest-environment-node';

/** Tells the test's file when a test fails, while its browser is still open. */
export default class JourneyEnvironment extends TestEnvironment {
  async handleTestEvent(event) {
    if (event.name !== 'test_fn_failure' && event.name !== 'hook_failure') return;
    await this.global.onTestFailure?.(event.test?.name ?? event.hook.type);
  }
}
