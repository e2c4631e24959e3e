import { type DynamicModule, Module } from '@nestjs/common';
import { HttpModule, OperationsModule, PlatformModule, type Config } from './platform/index.js';

@Module({})
export class AppModule {
  static for(config: Config): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.for(config), HttpModule, OperationsModule] };
  }
}
