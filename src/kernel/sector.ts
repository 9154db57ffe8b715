export const SECTORS = ['public', 'private', 'third'] as const;
export type Sector = (typeof SECTORS)[number];

// Codes of the CVR register (virksomhedsformkode). The short names are no key: FBA stands for both 150 and 190.
const PUBLIC_FORMS = [230, 235, 240, 245, 250, 260];
const THIRD_SECTOR_FORMS = [90, 110, 115];
const SOLE_PROPRIETOR_FORMS = [10, 15, 20, 30];

/**
 * The sector that follows from the company form: state, region, municipality and church are public; non-commercial
 * foundations and associations are the third sector; every other code is private.
 *
 * @returns null when the form is not known
 */
export function sectorOf(companyFormCode: number | string | null): Sector | null {
  const code = codeOf(companyFormCode);
  if (code === null) {
    return null;
  }
  if (PUBLIC_FORMS.includes(code)) {
    return 'public';
  }
  return THIRD_SECTOR_FORMS.includes(code) ? 'third' : 'private';
}

/**
 * Whether the company is one or more natural persons (sole trader, small personal firm, estate, general partnership),
 * so that the company record itself is personal data.
 */
export function isSoleProprietorForm(companyFormCode: number | string | null): boolean {
  const code = codeOf(companyFormCode);
  return code !== null && SOLE_PROPRIETOR_FORMS.includes(code);
}

function codeOf(companyFormCode: number | string | null): number | null {
  const text = String(companyFormCode ?? '').trim();
  return /^\d+$/.test(text) ? Number(text) : null;
}
