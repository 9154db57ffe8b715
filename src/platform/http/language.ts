import type { Text } from '../../kernel/problem.js';

/** Danish unless the client prefers English; reads `Accept-Language`. */
export function languageOf(acceptLanguage: string | undefined): keyof Text {
  const weighted = (acceptLanguage ?? '').split(',').map((part) => {
    const [tag = '', quality = 'q=1'] = part.trim().split(';');
    return { language: tag.slice(0, 2).toLowerCase(), weight: Number(quality.replace(/^\s*q=/, '')) || 0 };
  });
  const weightOf = (language: string) =>
    Math.max(0, ...weighted.filter((entry) => entry.language === language).map((entry) => entry.weight));
  return weightOf('en') > weightOf('da') ? 'en' : 'da';
}
