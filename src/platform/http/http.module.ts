import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { Assets } from '../assets/assets.js';
import { I18n } from '../i18n/i18n.js';
import { Answering } from '../live/answering.js';
import { Views } from '../views/views.js';
import { AnswerInterceptor } from './answer.interceptor.js';
import { ClientAddresses } from '../limits/client-addresses.js';
import { IntakePace } from '../limits/intake-pace.js';
import { NetworkPace } from '../limits/network-pace.js';
import { RateLimits } from '../limits/rate-limits.js';
import { RefusalFilter } from './refusal.filter.js';
import { Sessions } from './sessions.js';
import { SignedCookies } from './signed-cookies.js';

const OFFERED = [
  Answering,
  Assets,
  I18n,
  Views,
  ClientAddresses,
  IntakePace,
  NetworkPace,
  RateLimits,
  Sessions,
  SignedCookies,
];

@Global()
@Module({
  providers: [
    ...OFFERED,
    { provide: APP_FILTER, useClass: RefusalFilter },
    { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
  ],
  exports: OFFERED,
})
export class HttpModule {}
