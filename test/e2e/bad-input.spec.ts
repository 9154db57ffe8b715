import { sweepBadInput } from '../support/bad-input-sweep.js';

describe('bad input to daily work', () => {
  sweepBadInput('daily', 4_000);
});
