import { Body, Controller, Get, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { answerOnce } from '../../platform/http/answer-once.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/if-match.js';
import { Permission } from '../../platform/http/permission-marks.js';
import { DeliveriesService } from './deliveries.service.js';
import {
  CreateDeliveryDto, CreateMaterialDto, DeliveryDto, DeliveryPage, ListDeliveriesQuery, ListMaterialsQuery, MaterialDto,
  MaterialPage, UpdateMaterialDto,
} from './material.dto.js';
import { MaterialsReader } from './materials.reader.js';
import { MaterialsService } from './materials.service.js';

@Controller('materials')
export class MaterialsController {
  constructor(
    private readonly materials: MaterialsService,
    private readonly delivered: DeliveriesService,
    private readonly reader: MaterialsReader,
  ) {}

  /** The library, by title. */
  @Get()
  @Permission('materials:read')
  async list(@Query() query: ListMaterialsQuery): Promise<MaterialPage> {
    return await this.reader.list(query);
  }

  @Post()
  @Permission('materials:write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateMaterialDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MaterialDto> {
    return answerOnce(reply, await this.materials.create(actor, body));
  }

  /** Everything that was given, the latest first; with `companyId`, what one company got. Stands before `:id`. */
  @Get('deliveries')
  @Permission('materials:read')
  async allDeliveries(@Query() query: ListDeliveriesQuery): Promise<DeliveryPage> {
    return await this.reader.deliveries(null, query);
  }

  @Get(':id')
  @Permission('materials:read')
  async one(@Id() id: string): Promise<MaterialDto> {
    return await this.reader.one(id);
  }

  @Patch(':id')
  @Permission('materials:write')
  async update(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateMaterialDto,
  ): Promise<MaterialDto> {
    return await this.materials.update(actor, id, version, body);
  }

  @Get(':id/deliveries')
  @Permission('materials:read')
  async deliveries(@Id() id: string, @Query() query: ListDeliveriesQuery): Promise<DeliveryPage> {
    return await this.reader.deliveries(id, query);
  }

  /** Notes that a company was given the material. Nothing is sent. */
  @Post(':id/deliveries')
  @Permission('materials:write')
  async deliver(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: CreateDeliveryDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeliveryDto> {
    return answerOnce(reply, await this.delivered.create(actor, id, body));
  }
}
