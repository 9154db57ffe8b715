// Plain JavaScript that any Node can read: it must answer before anything newer is loaded.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 16)) {
  console.error(
    `Håndslag kræver Node 24.16 eller nyere; her er ${process.version}.\n` +
      'Håndslag needs Node 24.16 or newer.\n' +
      'Linux x64: kør "npm ci" uden --omit=optional, så følger Node 24 med. Ellers: hent Node 24 på nodejs.org.',
  );
  process.exit(1);
}
