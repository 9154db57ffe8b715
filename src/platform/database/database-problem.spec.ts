import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { problemOfDatabaseError } from './database-problem.js';

const refused = (code: string, detail = '') =>
  new QueryFailedError('SELECT 1', [], Object.assign(new Error('refused'), { code, detail }));

describe('problemOfDatabaseError', () => {
  it.each<[string, unknown, number, string]>([
    ['a connection that is lost', refused('57P01'), 503, 'unavailable'],
    ['a connection cut within a transaction', new QueryRunnerAlreadyReleasedError(), 503, 'unavailable'],
    ['a pool whose connections are all busy', new Error('timeout exceeded when trying to connect'), 503, 'unavailable'],
    ['a lock that was not to be had', refused('55P03'), 503, 'busy'],
    ['a deadlock', refused('40P01'), 503, 'busy'],
    ['a statement that took too long', refused('57014'), 503, 'busy'],
    ['what must be unique', refused('23505', 'Key (cvr_number)=(1) already exists.'), 409, 'taken'],
    ['a row that others name', refused('23503', 'Key (id)=(1) is still referenced'), 409, 'in-use'],
    ['a row that is not there', refused('23503', 'Key (team_id)=(1) is not present'), 422, 'invalid'],
  ])('answers %s', (_case, error, status, code) => {
    expect(problemOfDatabaseError(error)).toMatchObject({ status, code });
  });

  it.each([[new Error('a fault of ours')], [refused('42P01')], [null]])('leaves %s alone', (error) => {
    expect(problemOfDatabaseError(error ?? new Error())).toBeNull();
  });
});
