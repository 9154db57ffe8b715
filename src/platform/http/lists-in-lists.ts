/** The paths of all lists that stand directly in a list. No field holds such, yet class-validator lets `[[]]` pass. */
export function listsInLists(value: unknown, path: readonly string[] = []): string[][] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) =>
    Array.isArray(value) && Array.isArray(item) ? [[...path, key]] : listsInLists(item, [...path, key]),
  );
}
