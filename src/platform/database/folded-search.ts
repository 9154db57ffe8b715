import type { Parameters } from './parameters.js';

/**
 * Condition that every word of `typed` stands somewhere in a column made by the SQL function `search_text`, whichever
 * way æ, ø, å and accents are written on either side ("Århus", "aarhus" and "arhus" all find Århus).
 */
export function containsFolded(column: string, typed: string, parameters: Parameters): string {
  const words = typed.trim().split(/\s+/u).filter(Boolean).slice(0, 8);
  const conditions = words.map((word) => {
    const value = parameters.add(word.replace(/[\\%_]/g, '\\$&'));
    return `(${column} LIKE '%' || fold_text(${value}) || '%' OR ${column} LIKE '%' || fold_text_long(${value}) || '%')`;
  });
  return conditions.length > 0 ? conditions.join(' AND ') : 'true';
}
