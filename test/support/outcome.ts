/** `done`, or the code of the refusal. */
export function outcomeOf(act: Promise<unknown>): Promise<unknown> {
  return act.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? error,
  );
}
