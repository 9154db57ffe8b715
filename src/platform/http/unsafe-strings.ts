/**
 * The paths of all strings (keys too) that PostgreSQL or JSON cannot carry unharmed: with NUL, or with half of a
 * surrogate pair.
 */
export function unsafeStrings(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value === 'string') return isStorable(value) ? [] : [[...path]];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) =>
    isStorable(key) ? unsafeStrings(item, [...path, key]) : [[...path, key.toWellFormed().replaceAll('\0', '')]],
  );
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
