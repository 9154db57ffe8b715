// Loaded before a bench: `../src/x.js` is the built `../dist/x.js`; a bench's own `./x.js` is the TypeScript beside it.
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (name, context, next) => {
    if (!context.parentURL?.endsWith('.ts')) return next(name, context);
    if (name.startsWith('./')) return next(name.replace(/\.js$/, '.ts'), context);
    return next(name.replace(/^\.\.\/src\//, '../dist/'), context);
  },
});
