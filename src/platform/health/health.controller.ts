import { Controller, Get, type OnModuleInit, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { Public } from '../http/permission-marks.js';
import { HealthRegistry } from './health.registry.js';

@Controller('health')
export class HealthController implements OnModuleInit {
  constructor(
    private readonly registry: HealthRegistry,
    private readonly db: DataSource,
  ) {}

  onModuleInit(): void {
    this.registry.register({
      name: 'database',
      check: async () => {
        await this.db.query('SELECT 1');
        return null;
      },
    });
  }

  /** The process runs. */
  @Get('live')
  @Public()
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** The process can do its work; 503 when a part it needs does not answer. */
  @Get('ready')
  @Public()
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string; checks: Record<string, string> }> {
    const checks = await this.registry.report();
    const well = Object.values(checks).every((answer) => answer === 'ok');
    void reply.status(well ? 200 : 503);
    return { status: well ? 'ok' : 'failing', checks };
  }
}
