import { Injectable } from '@nestjs/common';
import { normalAddress } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/index.js';
import { wrongAddresses, type RefusedAddress } from './invitation.form.js';

/** Finds who can't be invited: what is no address or stands there twice, who is a member, who is invited already. */
@Injectable()
export class RefusedAddresses {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** In the order in which they stand there. */
  async of(brandId: string, emails: readonly string[]): Promise<RefusedAddress[]> {
    const known = await this.known(brandId, emails.map(normalAddress));
    const wrong = new Map(wrongAddresses(emails).map(({ email, code }) => [email, code]));
    return [...new Set(emails)].flatMap((email) => {
      const code = wrong.get(email) ?? known.get(normalAddress(email));
      return code ? [{ email, code }] : [];
    });
  }

  private async known(brandId: string, addresses: string[]): Promise<Map<string, string>> {
    const storable = addresses.filter((address) => !address.includes('\0'));
    const rows = await this.unitOfWork.run(brandId, () =>
      this.unitOfWork.query<{ address: string; code: string }>(
        `SELECT lower(email) AS address, 'address_invited' AS code FROM invitations
         WHERE brand_id = $1 AND state = 'open' AND lower(email) = ANY ($2)
         UNION ALL
         SELECT lower(a.email), 'address_member' FROM accounts a JOIN members m ON m.account_id = a.id
         WHERE m.brand_id = $1 AND m.status <> 'removed' AND lower(a.email) = ANY ($2)`,
        [brandId, storable],
      ),
    );
    return new Map(rows.map(({ address, code }) => [address, code]));
  }
}
