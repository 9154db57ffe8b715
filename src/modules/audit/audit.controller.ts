import { Controller, Get, Query } from '@nestjs/common';
import { Permission } from '../../platform/http/permission-marks.js';
import { AuditPage, ListAuditQuery } from './audit.dto.js';
import { AuditReader } from './audit.reader.js';

@Controller('audit')
export class AuditController {
  constructor(private readonly reader: AuditReader) {}

  /** Who changed what, newest first. */
  @Get()
  @Permission('audit:read')
  async list(@Query() query: ListAuditQuery): Promise<AuditPage> {
    return await this.reader.list(query);
  }
}
