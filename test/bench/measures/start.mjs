import { startProduct } from '../support/product.mjs';

/** Q10: from the start of the process to the first answer that it is ready, in seconds. */
export async function starts({ database, port, rounds }) {
  const took = [];
  for (let round = 0; round < rounds; round += 1) {
    const app = await startProduct({ database, port });
    took.push(app.readyAfter / 1000);
    await app.stop();
  }
  return took;
}
