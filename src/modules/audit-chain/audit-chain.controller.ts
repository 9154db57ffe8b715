import { Controller, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Permission } from '../../platform/http/permission-marks.js';
import { AuditHead, readHead } from './audit-head.js';

@Controller('audit')
export class AuditChainController {
  constructor(private readonly db: DataSource) {}

  /** The hash to note outside: `npm run audit -- verify --head HASH` then finds a log that was cut or made anew. */
  @Get('head')
  @Permission('audit:read')
  async head(): Promise<AuditHead> {
    return await readHead(this.db);
  }
}
