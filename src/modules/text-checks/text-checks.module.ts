import { Module } from '@nestjs/common';
import { TextChecksController } from './text-checks.controller.js';

@Module({ controllers: [TextChecksController] })
export class TextChecksModule {}
