export const MATERIAL_THEMES = ['prevention', 'network', 'schemes'] as const;
export type MaterialTheme = (typeof MATERIAL_THEMES)[number];

export const MATERIAL_LANGUAGES = ['da', 'en'] as const;
export type MaterialLanguage = (typeof MATERIAL_LANGUAGES)[number];

export const DELIVERY_CHANNELS = ['handed_over', 'post', 'email', 'meeting'] as const;
export type DeliveryChannel = (typeof DELIVERY_CHANNELS)[number];

export type MaterialUse = 'not_yet' | 'in_use' | 'retired';

export interface MaterialPeriod {
  validFrom: string;
  /** First day on which it is no longer given to anybody. */
  retiredOn: string | null;
}

/** Whether a material is given to companies on a day. */
export function materialUse({ validFrom, retiredOn }: MaterialPeriod, day: string): MaterialUse {
  if (day < validFrom) return 'not_yet';
  return retiredOn !== null && day >= retiredOn ? 'retired' : 'in_use';
}

/** A whole http or https address. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);
}
