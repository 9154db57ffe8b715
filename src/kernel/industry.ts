/** A group of NACE divisions (the first two digits of an industry code), both ends included. */
export interface IndustryDivisionRange {
  key: string;
  first: number;
  last: number;
  titleDa: string;
  titleEn: string;
}

function range(key: string, titleDa: string, titleEn: string): IndustryDivisionRange {
  const [first = key, last = first] = key.split('-');
  return { key, first: Number(first), last: Number(last), titleDa, titleEn };
}

/**
 * The groups in which reports count industries, in order. Division ranges and not section letters: from J on, a letter
 * means something else in DB07 than in DB25. Division 45 exists only in DB07, and what was section J there ("58-63")
 * is two sections in DB25; both code systems fall into the same ranges.
 */
export const INDUSTRY_DIVISION_RANGES: readonly IndustryDivisionRange[] = [
  range('01-03', 'Landbrug, jagt, skovbrug og fiskeri', 'Agriculture, forestry and fishing'),
  range('05-09', 'Råstofindvinding', 'Mining and quarrying'),
  range('10-33', 'Fremstillingsvirksomhed', 'Manufacturing'),
  range('35', 'El-, gas- og fjernvarmeforsyning', 'Electricity, gas and district heating'),
  range('36-39', 'Vandforsyning; kloak, affald og jord', 'Water supply; sewerage, waste and soil'),
  range('41-43', 'Bygge- og anlægsvirksomhed', 'Construction'),
  range(
    '45-47',
    'Engros- og detailhandel; reparation af motorkøretøjer',
    'Wholesale and retail trade; repair of motor vehicles',
  ),
  range('49-53', 'Transport og godshåndtering', 'Transportation and storage'),
  range('55-56', 'Overnatning og restauration', 'Accommodation and food service'),
  range('58-63', 'Information og kommunikation', 'Information and communication'),
  range('64-66', 'Pengeinstitut, finans og forsikring', 'Finance and insurance'),
  range('68', 'Fast ejendom', 'Real estate'),
  range(
    '69-75',
    'Liberale, videnskabelige og tekniske tjenesteydelser',
    'Professional, scientific and technical services',
  ),
  range('77-82', 'Administrative tjenesteydelser', 'Administrative and support services'),
  range(
    '84',
    'Offentlig forvaltning, forsvar og socialsikring',
    'Public administration, defence and social security',
  ),
  range('85', 'Undervisning', 'Education'),
  range('86-88', 'Sundhedsvæsen og sociale foranstaltninger', 'Human health and social work'),
  range('90-93', 'Kultur, forlystelser og sport', 'Arts, entertainment and sport'),
  range('94-96', 'Andre serviceydelser', 'Other services'),
  range('97-98', 'Private husholdninger', 'Households'),
  range('99', 'Ekstraterritoriale organisationer', 'Extraterritorial organisations'),
];

// The register writes these when the industry is not disclosed, though their divisions exist.
const UNDISCLOSED_CODES = ['980000', '999999'];

/**
 * The key of the range to which a DB07 or DB25 code belongs.
 *
 * @param industryCode six digits with the leading zero; five digits are not repaired here, as only the importer knows
 *   whether its source loses zeros
 * @returns null when the code is missing, not disclosed, not six digits, or in no range
 */
export function industryDivisionRangeOf(industryCode: string | null): string | null {
  if (industryCode === null || !/^\d{6}$/.test(industryCode) || UNDISCLOSED_CODES.includes(industryCode)) {
    return null;
  }
  const division = Number(industryCode.slice(0, 2));
  return INDUSTRY_DIVISION_RANGES.find(({ first, last }) => first <= division && division <= last)?.key ?? null;
}
