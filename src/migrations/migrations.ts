import { Foundation1795298400001 } from './1795298400001-foundation.js';
import { AuditAndOutbox1795298400002 } from './1795298400002-audit-and-outbox.js';
import { TermsAndSettings1795298400003 } from './1795298400003-terms-and-settings.js';
import { Auth1795298400004 } from './1795298400004-auth.js';
import { Companies1795298400005 } from './1795298400005-companies.js';
import { DailyWork1795298400006 } from './1795298400006-daily-work.js';
import { Imports1795298400007 } from './1795298400007-imports.js';
import { Agreements1795298400008 } from './1795298400008-agreements.js';
import { Activities1795298400009 } from './1795298400009-activities.js';
import { Networks1795298400010 } from './1795298400010-networks.js';
import { Materials1795298400011 } from './1795298400011-materials.js';
import { Labels1795298400012 } from './1795298400012-labels.js';
import { Targets1795298400013 } from './1795298400013-targets.js';
import { Playbooks1795298400014 } from './1795298400014-playbooks.js';
import { SchemeGuide1795298400015 } from './1795298400015-scheme-guide.js';
import { SampleMark1795298400016 } from './1795298400016-sample-mark.js';
import { OffersAndAsks1795298400017 } from './1795298400017-offers-and-asks.js';
import { SignIn1795298400018 } from './1795298400018-sign-in.js';
import { ApiTokens1795298400019 } from './1795298400019-api-tokens.js';
import { Oidc1795298400020 } from './1795298400020-oidc.js';
import { OneTimeLinks1795298400021 } from './1795298400021-one-time-links.js';
import { AuditChain1795298400022 } from './1795298400022-audit-chain.js';
import { AuditRetention1795298400023 } from './1795298400023-audit-retention.js';
import { ContactPolicy1795298400024 } from './1795298400024-contact-policy.js';
import { Consents1795298400025 } from './1795298400025-consents.js';
import { Privacy1795298400026 } from './1795298400026-privacy.js';
import { Retention1795298400027 } from './1795298400027-retention.js';
import { Reminders1795298400030 } from './1795298400030-reminders.js';
import { Cadences1795298400031 } from './1795298400031-cadences.js';
import { ReminderRules1795298400032 } from './1795298400032-reminder-rules.js';
import { Calendar1795298400034 } from './1795298400034-calendar.js';
import { ContactRefusals1795298400035 } from './1795298400035-contact-refusals.js';

/** In the order in which they run; a new one goes last. */
export const MIGRATIONS = [
  Foundation1795298400001,
  AuditAndOutbox1795298400002,
  TermsAndSettings1795298400003,
  Auth1795298400004,
  Companies1795298400005,
  DailyWork1795298400006,
  Imports1795298400007,
  Agreements1795298400008,
  Activities1795298400009,
  Networks1795298400010,
  Materials1795298400011,
  Labels1795298400012,
  Targets1795298400013,
  Playbooks1795298400014,
  SchemeGuide1795298400015,
  SampleMark1795298400016,
  OffersAndAsks1795298400017,
  SignIn1795298400018,
  ApiTokens1795298400019,
  Oidc1795298400020,
  OneTimeLinks1795298400021,
  AuditChain1795298400022,
  AuditRetention1795298400023,
  ContactPolicy1795298400024,
  Consents1795298400025,
  Privacy1795298400026,
  Retention1795298400027,
  Reminders1795298400030,
  Cadences1795298400031,
  ReminderRules1795298400032,
  Calendar1795298400034,
  ContactRefusals1795298400035,
];
