import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOfStatus } from '../http/status-problems.js';
import { Public } from '../http/permission-marks.js';
import { isFromThisMachine } from '../http/forwarding.js';
import { Metrics } from './metrics.js';

@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  /** Open to a scraper on this machine, else only with the permission `metrics:read`. */
  @Get()
  @Public()
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const allowed = isFromThisMachine(request) || (request.actor?.permissions.has('metrics:read') ?? false);
    if (!allowed) throw problemOfStatus(request.actor ? 403 : 401);
    await reply.type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }
}
