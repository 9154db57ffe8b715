const marks = new Map<object, Set<string>>();

/**
 * Marks a column as personal data. The one mark is read by audit (kept apart from the other values), logging,
 * export and erasure.
 */
export function Personal(): PropertyDecorator {
  return (prototype, property) => {
    const names = marks.get(prototype.constructor) ?? new Set<string>();
    marks.set(prototype.constructor, names.add(String(property)));
  };
}

/** The names of the properties of `entity` that are marked {@link Personal}. */
export function personalProperties(entity: object): ReadonlySet<string> {
  return marks.get(entity) ?? new Set();
}
