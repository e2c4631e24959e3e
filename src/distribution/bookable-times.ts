import { Injectable } from '@nestjs/common';

type Answer = (brandId: string) => Promise<boolean>;

/** Whether visitors can book a time of the brand. Whoever keeps the times answers; a brand without any has none open. */
@Injectable()
export class BookableTimes {
  private answer: Answer | undefined;

  answeredBy(answer: Answer): void {
    this.answer = answer;
  }

  async areOpen(brandId: string): Promise<boolean> {
    return (await this.answer?.(brandId)) ?? false;
  }
}
