/** Something that whoever starts the application can put right: told by its message alone. */
export class StartError extends Error {
  override name = 'StartError';
}
