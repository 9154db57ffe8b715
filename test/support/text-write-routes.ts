import type { WriteRoutes } from './write-route.js';

/** Checks of a text, which write nothing. */
export const TEXT_WRITE_ROUTES: WriteRoutes = {
  'POST /text-checks': { ifMatch: 'none', sample: () => ({ body: { text: 'Rundvisning på lageret' } }) },
};
