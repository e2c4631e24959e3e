import { Module } from '@nestjs/common';
import { BrandsModule } from '../../brands/index.js';
import { DistributionModule } from '../../distribution/index.js';
import { MembersModule } from '../../members/index.js';
import { FrameModule } from '../frame/frame.module.js';
import { WaitingLines } from './waiting-lines.js';
import { WaitingPlaces } from './waiting-places.queries.js';
import { WaitingController } from './waiting.controller.js';

@Module({
  imports: [BrandsModule, DistributionModule, MembersModule, FrameModule],
  controllers: [WaitingController],
  providers: [WaitingLines, WaitingPlaces],
})
export class WaitingAdminModule {}
