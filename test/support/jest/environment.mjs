import NativeEnvironment from './native-environment.mjs';

/** Asks the test's file, when a test fails, what its pages have said last, while its browser is still open. */
export default class JourneyEnvironment extends NativeEnvironment {
  async handleTestEvent(event) {
    if (event.name !== 'test_fn_failure' && event.name !== 'hook_failure') return;
    const told = await this.global.onTestFailure?.(event.test?.name ?? event.hook.type);
    const { error } = event;
    if (told && error?.stack)
      error.stack = error.stack.replace(error.message, () => `${error.message}\n\n${told}`);
  }
}
