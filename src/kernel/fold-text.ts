/** How one lower-case letter is folded: as {@link foldText} does it, and as {@link foldTextLong} does it. */
export interface FoldPair {
  from: string;
  short: string;
  long: string;
}

/**
 * Every letter whose folding is not simply "take the accents off". The SQL function behind the search columns must
 * do the same, in the same order, or a search misses rows.
 */
export const FOLD_PAIRS: readonly FoldPair[] = [
  { from: 'å', short: 'a', long: 'aa' },
  { from: 'æ', short: 'ae', long: 'ae' },
  { from: 'ø', short: 'o', long: 'oe' },
  { from: 'ä', short: 'a', long: 'ae' },
  { from: 'ö', short: 'o', long: 'oe' },
  { from: 'ü', short: 'u', long: 'ue' },
  { from: 'ß', short: 'ss', long: 'ss' },
];

/** For search: lower case, no accents, å as a, ø as o, æ as ae ("Ålborg Rør" is "alborg ror"). */
export function foldText(text: string): string {
  return fold(text, 'short');
}

/** The other usual writing: as {@link foldText}, but å as aa, ø and ö as oe, ä as ae, ü as ue ("aalborg roer"). */
export function foldTextLong(text: string): string {
  return fold(text, 'long');
}

// Letters and accents are taken apart first, so that å typed as a + ring, or ø with an acute, folds the same way.
function fold(text: string, length: 'short' | 'long'): string {
  const apart = text.toLowerCase().normalize('NFD');
  const replaced = FOLD_PAIRS.reduce(
    (folded, pair) => folded.replaceAll(pair.from.normalize('NFD'), pair[length]),
    apart,
  );
  return replaced.replace(/[\u0300-\u036f]/g, '');
}
