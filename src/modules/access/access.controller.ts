import { Controller, Get } from '@nestjs/common';
import { Id } from '../../platform/http/id.pipe.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { AccessDto } from './access.dto.js';
import { AccessReader } from './access.reader.js';

@Controller('users')
export class AccessController {
  constructor(private readonly reader: AccessReader) {}

  /** What the user may do and how much the user sees. To look with the user's eyes, send `X-View-As` with any GET. */
  @Get(':id/access')
  @Permission('users:write')
  async read(@Id() id: string): Promise<AccessDto> {
    return await this.reader.of(id);
  }
}
