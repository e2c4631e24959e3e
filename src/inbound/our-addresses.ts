import { Injectable } from '@nestjs/common';
import { Config } from '../platform/index.js';

/** Addresses that we write from. */
@Injectable()
export class OurAddresses {
  constructor(private readonly config: Config) {}

  include(address: string): boolean {
    const { mailDomain, mailFrom } = this.config;
    const [local = '', domain] = address.toLowerCase().split('@');
    if (address.toLowerCase() === mailFrom.toLowerCase()) return true;
    return domain === mailDomain.toLowerCase() && /^(reply|bounce|[rb])\+/.test(local);
  }
}
