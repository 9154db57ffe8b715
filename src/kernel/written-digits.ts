const SEPARATORS = /[\s\p{Pd}\p{Cf}\u2212.:]/gu;

/**
 * The digits of a number as people and spreadsheets write it, without the label in front and the separators
 * (spaces of every kind, hyphens, dots, colons, invisible characters); full-width digits become plain ones.
 * What else stood in the text stays, so that the caller's format check refuses it.
 *
 * @param labels words that may stand before the number, in small letters, such as `cvr` and `nr`
 */
export function digitsAsWritten(text: string, labels: readonly string[]): string {
  const compact = text.normalize('NFKC').replace(SEPARATORS, '').toLowerCase();
  return compact.replace(new RegExp(`^(?:${labels.join('|')})+`), '');
}
