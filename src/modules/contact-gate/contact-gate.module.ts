import { Module } from '@nestjs/common';
import { TermsModule } from '../terms/terms.module.js';
import { ContactChecksController } from './contact-checks.controller.js';
import { ContactChecksService } from './contact-checks.service.js';
import { ContactGate } from './contact-gate.js';
import { ContactGateReader } from './contact-gate.reader.js';

@Module({
  imports: [TermsModule],
  controllers: [ContactChecksController],
  providers: [ContactGate, ContactGateReader, ContactChecksService],
  exports: [ContactGate],
})
export class ContactGateModule {}
