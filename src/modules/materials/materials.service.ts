import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { field, invalid } from '../../kernel/problem.js';
import { createOnce, type Once } from '../../platform/database/create-once.js';
import { changedOnly, updateVersioned } from '../../platform/database/versioned-update.js';
import type { Actor } from '../../platform/http/actor.js';
import { CompanyChanges } from '../companies/company-changes.js';
import type { CreateMaterialDto, MaterialDto, UpdateMaterialDto } from './material.dto.js';
import { Material } from './material.entity.js';
import { isWebAddress } from './material.rules.js';
import { MaterialsReader } from './materials.reader.js';

@Injectable()
export class MaterialsService {
  constructor(
    private readonly db: DataSource,
    private readonly reader: MaterialsReader,
    private readonly changes: CompanyChanges,
  ) {}

  async create(actor: Actor, body: CreateMaterialDto): Promise<Once<MaterialDto>> {
    return await this.db.transaction(async (tx) =>
      createOnce(
        tx,
        { kind: 'material', userId: actor.userId, body },
        async (id) => {
          check(body);
          const after = { ...body, id, createdBy: actor.userId };
          await tx.getRepository(Material).insert(after);
          await this.changes.record(tx, actor, { action: 'create', entity: Material, id, companyId: null, after });
          return await this.reader.one(id, tx);
        },
        async (id) => await this.reader.one(id, tx),
      ),
    );
  }

  async update(actor: Actor, id: string, version: number, body: UpdateMaterialDto): Promise<MaterialDto> {
    return await this.db.transaction(async (tx) => {
      const before = await this.reader.one(id, tx);
      const after = changedOnly<UpdateMaterialDto>(before, body);
      check({ ...before, ...after });
      await updateVersioned<Material>(tx, Material, id, version, after);
      const entry = { action: 'update', entity: Material, id, companyId: null, before, after };
      await this.changes.record(tx, actor, entry);
      return await this.reader.one(id, tx);
    });
  }
}

type Checked = Pick<CreateMaterialDto, 'url' | 'body' | 'validFrom' | 'retiredOn'>;

function check({ url, body, validFrom, retiredOn }: Checked): void {
  if (!url && !body) {
    throw invalid(field('/url', 'content-missing', 'Skriv en adresse eller en tekst.', 'Give an address or a text.'));
  }
  if (url && !isWebAddress(url)) {
    throw invalid(
      field('/url', 'isUrl', 'Skal være en adresse med http:// eller https://.', 'Must be an http or https address.'),
    );
  }
  if (retiredOn && retiredOn <= validFrom) {
    throw invalid(field('/retiredOn', 'end-before-start', 'Slutter før det begynder.', 'Ends before it begins.'));
  }
}
