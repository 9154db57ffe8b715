import { addDays } from '../../kernel/local-date.js';
import type { SizeClass } from '../../kernel/size-class.js';
import { nextWorkingDay } from '../../kernel/working-days.js';
import type { HrFunction } from '../companies/company.values.js';

export const PLAYBOOK_TRIGGERS = ['first_contact', 'agreement', 'pledge', 'manual'] as const;
export type PlaybookTrigger = (typeof PLAYBOOK_TRIGGERS)[number];

/** The companies a playbook or a question is meant for. */
export interface Segment {
  /** Empty: every size. */
  sizes: readonly SizeClass[];
  /** null: with or without. */
  hasHrFunction: HrFunction | null;
}

/**
 * Whether something is meant for the company; size and HR function must both agree. What is not known about a company
 * is a value of its own: `no` does not fit a company of which it is `unknown`.
 */
export function fits(segment: Segment, company: { sizeClass: SizeClass; hasHrFunction: HrFunction }): boolean {
  const { sizes, hasHrFunction } = segment;
  return (
    (sizes.length === 0 || sizes.includes(company.sizeClass)) &&
    (hasHrFunction === null || hasHrFunction === company.hasHrFunction)
  );
}

/** What the steps become when the playbook begins on a day: due so many days later, or on the next working day. */
export function plannedTasks(
  steps: readonly { title: string; offsetDays: number }[],
  startOn: string,
): { title: string; dueOn: string }[] {
  return steps.map(({ title, offsetDays }) => ({ title, dueOn: nextWorkingDay(addDays(startOn, offsetDays)) }));
}
