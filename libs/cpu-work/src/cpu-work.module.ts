import { Module } from '@nestjs/common';
import { CpuWork } from './cpu-work.js';

/** Threads for work that needs much CPU. */
@Module({ providers: [CpuWork], exports: [CpuWork] })
export class CpuWorkModule {}
