export const NAIVE_QUEUE = 'naive';

export interface NaiveJob {
  id: string;
  title: string;
  to: string;
}
