import { field, type FieldProblem } from '../../kernel/problem.js';

/** The units of pledges, so that what a company aims at and what it promises can be held side by side. */
export const TARGET_UNITS = ['places', 'persons', 'hours_per_week', 'events', 'yes_no'] as const;
export type TargetUnit = (typeof TARGET_UNITS)[number];

export interface TargetShare {
  workplaceId: string;
  quantity: number;
}

export interface Progress {
  /** null: of the company as a whole. */
  workplaceId: string | null;
  quantity: number;
  on: string;
}

/**
 * How much is reached: places, persons and events add up, hours per week are what the latest entry of each workplace
 * says (the last written of one day) taken together, and yes/no is 1 once it is done.
 */
export function reachedOf(unit: TargetUnit, progress: readonly Progress[]): number {
  switch (unit) {
    case 'hours_per_week':
      return sum(latestPerWorkplace(progress));
    case 'yes_no':
      return progress.some(({ quantity }) => quantity > 0) ? 1 : 0;
    default:
      return sum(progress);
  }
}

/** What is not spread over workplaces. */
export function unassignedOf(quantity: number, parts: readonly TargetShare[]): number {
  return quantity - sum(parts);
}

/** What is wrong with a target and its parts; empty when nothing is. */
export function targetProblems(target: {
  unit: TargetUnit;
  quantity: number;
  parts: readonly TargetShare[];
}): FieldProblem[] {
  const { unit, quantity, parts } = target;
  const problems = parts.flatMap(({ workplaceId }, index) =>
    parts.findIndex((part) => part.workplaceId === workplaceId) < index
      ? [field(`/parts/${index}/workplaceId`, 'twice', 'Står der to gange.', 'Is there twice.')]
      : [],
  );
  if (unit === 'yes_no' && quantity !== 1) {
    problems.push(field('/quantity', 'yes-no', 'Er 1, når enheden er ja/nej.', 'Is 1 when the unit is yes_no.'));
  }
  if (sum(parts) > quantity) {
    problems.push(
      field('/parts', 'more-than-whole', 'Delene er mere end hele målet.', 'The parts are more than the whole target.'),
    );
  }
  return problems;
}

function latestPerWorkplace(progress: readonly Progress[]): Progress[] {
  const latest = new Map<string | null, Progress>();
  for (const entry of progress) {
    const other = latest.get(entry.workplaceId);
    if (!other || entry.on >= other.on) latest.set(entry.workplaceId, entry);
  }
  return [...latest.values()];
}

function sum(items: readonly { quantity: number }[]): number {
  return items.reduce((total, { quantity }) => total + quantity, 0);
}
