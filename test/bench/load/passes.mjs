// The product's own passes in a process of its own, without HTTP: told which brands have free places, it fills them.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { DistributionModule, RunPass } from '../../../dist/distribution/index.js';
import { systemActor } from '../../../dist/kernel/index.js';
import { Config, HttpModule, PlatformModule } from '../../../dist/platform/index.js';
import { now } from '../support/measure.mjs';

const WORKERS = 8;

class Passes {}
const config = new Config(process.env);
const app = await NestFactory.createApplicationContext(
  { module: Passes, imports: [PlatformModule.for(config), HttpModule, DistributionModule] },
  { logger: ['error'] },
);
const runPass = app.get(RunPass, { strict: false });

process.on('message', async ({ brandIds }) => {
  const left = [...brandIds];
  let landed = 0;
  const began = now();
  const work = async () => {
    for (let brandId = left.pop(); brandId; brandId = left.pop())
      landed += (await runPass.run(systemActor(brandId))).length;
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  process.send({ landed, took: now() - began });
});
process.send('ready');
