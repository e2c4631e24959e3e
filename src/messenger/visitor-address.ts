import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Express } from 'express';

/** Where a socket comes from, seen through the proxies that the application trusts, as Express sees it for requests. */
@Injectable()
export class VisitorAddress {
  constructor(private readonly adapter: HttpAdapterHost) {}

  of({ headers, socket }: IncomingMessage): string {
    const app = this.adapter.httpAdapter.getInstance<Express>();
    return String(Reflect.get(app.request, 'ip', { app, headers, socket }) ?? '');
  }
}
