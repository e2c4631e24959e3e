// The floor of pages: NestJS with one Handlebars page of 25 rows by the view engine of its manual, `hbs`, without a
// session, a query or a word to translate.
import 'reflect-metadata';
import { join } from 'node:path';
import { Controller, Get, Module, Render } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

class Inbox {
  page() {
    const rows = Array.from({ length: 25 }, (_, at) => ({
      id: 1000 + at,
      visitor: `Visitor #${at}`,
      last: `Hello & welcome, how can I help you with order ${at}?`,
      status: at % 3 ? 'open' : 'waiting',
      at: '2026-01-01T10:00:00Z',
      unread: at % 2,
    }));
    return { title: 'Inbox', user: { name: 'Ada <admin>' }, rows };
  }
}
const page = Object.getOwnPropertyDescriptor(Inbox.prototype, 'page');
Get('inbox')(Inbox.prototype, 'page', page);
Render('inbox')(Inbox.prototype, 'page', page);
Controller()(Inbox);

class App {}
Module({ controllers: [Inbox] })(App);

const app = await NestFactory.create(App, { logger: ['error'] });
app.setBaseViewsDir(join(import.meta.dirname, 'views'));
app.setViewEngine('hbs');
app.set('view cache', true);
await app.listen(Number(process.env.PORT), '127.0.0.1');
process.send('ready');
