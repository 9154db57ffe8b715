import { ForwardOnly } from './forward-only.js';

/** Extensions, the search foldings, and the memory of requests whose id the client chose. */
export class Foundation1795298400001 extends ForwardOnly {
  protected readonly statements = [
    'CREATE EXTENSION IF NOT EXISTS pg_trgm',
    String.raw`
      CREATE FUNCTION fold_text(input text) RETURNS text
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT regexp_replace(
          normalize(
            replace(replace(translate(lower(input COLLATE "und-x-icu"), 'øđłı', 'odli'), 'æ', 'ae'), 'ß', 'ss'),
            NFD),
          U&'[\0300-\036F]', '', 'g')
      $$`,
    String.raw`
      CREATE FUNCTION fold_text_long(input text) RETURNS text
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT fold_text(replace(replace(replace(replace(replace(replace(
          normalize(lower(input COLLATE "und-x-icu"), NFC),
          'å', 'aa'), 'ø', 'oe'), 'æ', 'ae'), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'))
      $$`,
    `
      CREATE FUNCTION search_text(input text) RETURNS text
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT fold_text(input) || ' ' || fold_text_long(input)
      $$`,
    `
      CREATE TABLE created_once (
        id uuid PRIMARY KEY,
        kind text NOT NULL,
        fingerprint bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`,
  ];
}
