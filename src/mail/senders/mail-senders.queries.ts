import { Injectable } from '@nestjs/common';
import { BrandAccess } from '../../brands/index.js';
import { Config, UnitOfWork } from '../../platform/index.js';

/** As whom a brand wants to write. */
export interface MailSender {
  /** Null for the brand's name. */
  name: string | null;
  /** Null for our address. */
  address: string | null;
  verifiedAt: Date | null;
}

/** As whom a brand writes. */
@Injectable()
export class MailSenders {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly brands: BrandAccess,
    private readonly config: Config,
  ) {}

  /** In mails of ours, which no brand words. */
  get ourselves(): { name: string; address: string } {
    return { name: 'Causerie', address: this.config.mailFrom };
  }

  async settings(brandId: string): Promise<MailSender> {
    const [row] = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<MailSender>(
        'SELECT name, address, verified_at AS "verifiedAt" FROM mail_senders WHERE brand_id = $1',
        [brandId],
      ),
    );
    return row ?? { name: null, address: null, verifiedAt: null };
  }

  /** What stands in a mail: an address of the brand's own only once it was verified. */
  async of(brandId: string): Promise<{ name: string; address: string }> {
    const { name, address, verifiedAt } = await this.settings(brandId);
    const brand = await this.brands.brand(brandId);
    return { name: name ?? brand.name, address: address && verifiedAt ? address : this.config.mailFrom };
  }
}
