import { sweepBadInput } from '../support/bad-input-sweep.js';

describe('bad input to work with partners', () => {
  sweepBadInput('partner', 4_000);
});
