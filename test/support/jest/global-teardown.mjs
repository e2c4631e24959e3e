export default async function tearDown() {
  await globalThis.causeriePostgres?.stop();
}
