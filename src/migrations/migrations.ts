import { Foundation1795298400001 } from './1795298400001-foundation.js';
import { AuditAndOutbox1795298400002 } from './1795298400002-audit-and-outbox.js';
import { TermsAndSettings1795298400003 } from './1795298400003-terms-and-settings.js';
import { Auth1795298400004 } from './1795298400004-auth.js';
import { Companies1795298400005 } from './1795298400005-companies.js';
import { DailyWork1795298400006 } from './1795298400006-daily-work.js';
import { Imports1795298400007 } from './1795298400007-imports.js';

/** In the order in which they run; a new one goes last. */
export const MIGRATIONS = [
  Foundation1795298400001,
  AuditAndOutbox1795298400002,
  TermsAndSettings1795298400003,
  Auth1795298400004,
  Companies1795298400005,
  DailyWork1795298400006,
  Imports1795298400007,
];
