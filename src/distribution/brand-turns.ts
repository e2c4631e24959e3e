import { Injectable } from '@nestjs/common';

/**
 * One at a time a brand in this process. Who waits for the brand's routing in the database holds a connection while
 * waiting; who waits here holds none, so a brand with a rush does not take the connections of the others.
 */
@Injectable()
export class BrandTurns {
  private readonly last = new Map<string, Promise<void>>();

  async take<T>(brandId: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(brandId);
    const mine = (async () => {
      await before;
      return work();
    })();
    const over = mine.then(
      () => undefined,
      () => undefined,
    );
    this.last.set(brandId, over);
    void over.then(() => {
      if (this.last.get(brandId) === over) this.last.delete(brandId);
    });
    return mine;
  }
}
