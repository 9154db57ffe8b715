// Starts the embedded database as a program of its own, prints where it is, stops it at the first line it reads.
// Arguments: file URL of embedded-postgres.ts, data folder, flags as JSON; for root also the uid and gid to become.
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (name, context, next) =>
    next(context.parentURL?.endsWith('.ts') && name.startsWith('./') ? name.replace(/\.js$/, '.ts') : name, context),
});
const [module, dataDir, flags, uid, gid] = process.argv.slice(2);
const { startEmbeddedPostgres } = await import(module);
if (uid) {
  process.setgroups([]);
  process.setgid(Number(gid));
  process.setuid(Number(uid));
}
process.on('SIGINT', () => undefined);
const database = await startEmbeddedPostgres({ dataDir, say: () => undefined, flags: JSON.parse(flags) });
console.log(JSON.stringify(database));
process.stdin.once('data', () => database.stop().then(() => process.exit()));
