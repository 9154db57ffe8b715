// Loaded before a bench or a fault run: `src/x.js` is the built `dist/x.js`; our own other files are TypeScript.
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (name, context, next) => {
    if (!context.parentURL?.endsWith('.ts') || !name.startsWith('.')) return next(name, context);
    const built = name.replace(/^((?:\.\.\/)+)src\//, '$1dist/');
    return next(built === name ? name.replace(/\.js$/, '.ts') : built, context);
  },
});
