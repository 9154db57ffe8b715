import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CompaniesModule } from '../companies/companies.module.js';
import { CompanyChanges } from '../companies/company-changes.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { Playbook, PlaybookStart, PlaybookTask, VisitQuestion } from './playbook.entity.js';
import { PlaybooksController } from './playbooks.controller.js';
import { PlaybooksService } from './playbooks.service.js';
import { VisitQuestionsController } from './visit-questions.controller.js';
import { VisitQuestionsService } from './visit-questions.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Playbook, PlaybookStart, PlaybookTask, VisitQuestion]),
    CompaniesModule,
    TasksModule,
  ],
  controllers: [PlaybooksController, VisitQuestionsController],
  providers: [PlaybooksService, VisitQuestionsService],
})
export class PlaybooksModule implements OnModuleInit {
  constructor(
    private readonly changes: CompanyChanges,
    private readonly playbooks: PlaybooksService,
  ) {}

  onModuleInit(): void {
    this.changes.follow(['Visit', 'Agreement', 'Pledge'], async (tx, { id, companyId, occasion }, actor) => {
      if (!occasion || !companyId || !actor) return;
      await this.playbooks.startByOccasion(tx, actor, { occasion, companyId, causeId: id });
    });
  }
}
