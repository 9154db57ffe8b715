import { IsOptional, IsUUID } from 'class-validator';
import { Keepable, Text } from '../../platform/http/fields.js';

export class CreateTeamDto {
  @IsOptional()
  @IsUUID()
  id?: string;

  @Text(100)
  name: string;
}

export class UpdateTeamDto {
  @Keepable()
  @Text(100)
  name?: string;
}

export class TeamDto {
  id: string;
  version: number;
  name: string;
}

export class TeamPage {
  items: TeamDto[];
  nextCursor: string | null;
  count?: number;
}
