/**
 * The paths of all keys that every object answers to by inheritance, such as `toString`. No field is called so, yet
 * class-validator takes them for known ones.
 */
export function inheritedNames(value: unknown, path: readonly string[] = []): string[][] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key in Object.prototype ? [[...path, key]] : inheritedNames(item, [...path, key]),
  );
}
