/**
 * The next contact worked out slowly, day by day, by hand: a reference that imports nothing of the program. Days are
 * text 'YYYY-MM-DD'.
 */
export interface ReferenceWorld {
  companyId: string;
  partnerKind: string;
  sizeClass: string;
  status: string;
  /** Days of contacts that count. */
  contacts: string[];
  pausedUntil: string | null;
  engaged: boolean;
}

const DAYS: Readonly<Record<string, [number, number]>> = {
  large: [90, 180], medium: [120, 240], small: [180, 365], undetermined: [180, 365], unknown: [180, 365],
};

export function referenceNextContact(world: ReferenceWorld): { on: string; latestOn: string } | null {
  const last = world.contacts.toSorted().at(-1);
  if (last === undefined || world.status === 'ceased' || world.status === 'merged') return null;
  const usual = (world.partnerKind === 'employer' ? DAYS[world.sizeClass] : undefined) ?? [180, 365];
  const [ideal, max] = world.engaged ? usual.map((days) => Math.floor((days * 2) / 3)) : usual;
  if (ideal === undefined || max === undefined) throw new Error('No days');
  const room = 1 + Math.min(10, Math.floor((max - ideal) / 4));
  let on = plus(last, ideal + (mixed(world.companyId) % room));
  if (world.pausedUntil !== null && world.pausedUntil > on) on = world.pausedUntil;
  while (isClosed(on)) on = plus(on, 1);
  let latestOn = plus(last, max);
  while (isClosed(latestOn)) latestOn = plus(latestOn, 1);
  return { on, latestOn: latestOn < on ? on : latestOn };
}

function plus(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Weekends, July, Christmas Eve, New Year's Eve, and the public holidays of Denmark since Store Bededag was abolished. */
function isClosed(day: string): boolean {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6 || day.slice(5, 7) === '07') return true;
  if (['12-24', '12-25', '12-26', '12-31', '01-01'].includes(day.slice(5))) return true;
  const easter = easterOf(Number(day.slice(0, 4)));
  return [-3, -2, 0, 1, 39, 49, 50].some((offset) => plus(easter, offset) === day);
}

/** Gauss's rule as Knuth gives it. */
function easterOf(year: number): string {
  const golden = (year % 19) + 1;
  const century = Math.floor(year / 100) + 1;
  const skipped = Math.floor((3 * century) / 4) - 12;
  const moon = Math.floor((8 * century + 5) / 25) - 5;
  const sunday = Math.floor((5 * year) / 4) - skipped - 10;
  let epact = (11 * golden + 20 + moon - skipped) % 30;
  if ((epact === 25 && golden > 11) || epact === 24) epact += 1;
  let full = 44 - epact;
  if (full < 21) full += 30;
  full += 7 - ((sunday + full) % 7);
  return plus(`${year}-03-01`, full - 1);
}

/** FNV-1a and a mix of its bits, with whole numbers of any size. */
function mixed(text: string): number {
  const cut = (value: bigint) => value & 0xffffffffn;
  let hash = 0x811c9dc5n;
  for (const sign of text) hash = cut((hash ^ BigInt(sign.charCodeAt(0))) * 0x01000193n);
  hash = cut((hash ^ (hash >> 15n)) * 0x2c1b3c6dn);
  hash = cut((hash ^ (hash >> 12n)) * 0x297a2d39n);
  return Number(hash ^ (hash >> 15n));
}
