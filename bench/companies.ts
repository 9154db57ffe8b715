import type pg from 'pg';

const TOWNS = ['8700 Horsens', '8783 Hornsyld', '8740 Brædstrup', '7130 Juelsminde', '8732 Hovedgård', '8751 Gedved'];
/** A fifth of all in 0615, as in a municipality that reads in its neighbours too. */
const MUNICIPALITIES = ['0615', '0615', '0615', '0615', '0630', '0607', '0621', '0766', '0751', '0746', '0657', '0740',
  '0661', '0851', '0461', '0101', '0510', '0756', '0727', '0741'];
const INDUSTRIES = ['014600', '251100', '412000', '432200', '471110', '494100', '561010', '620100', '691000', '702000',
  '811000', '851000', '873010', '961000'];
const FIRST = ['Aabenraa', 'Bakkens', 'Dansk', 'Fjordens', 'Horsens', 'Juelsminde', 'Klosterets', 'Midtjysk', 'Nordens',
  'Sundets', 'Vestjysk', 'Ærlig', 'Østjysk', 'Åens'];
const TRADES = ['Auto', 'Bageri', 'Byg', 'Elteknik', 'Fragt', 'Gartneri', 'Kantine', 'Maskinfabrik', 'Omsorg',
  'Revision', 'Smedje', 'Tømrer', 'VVS', 'Øko'];

/**
 * Invented companies, the same ones each time. Employees follow a Pareto distribution, so that one in twenty is
 * medium-sized or larger; one in twenty has no known number; six in ten were never contacted.
 */
export async function insertCompanies(client: pg.Client, count: number): Promise<void> {
  await client.query('SELECT setseed(0.615)');
  await client.query(
    `INSERT INTO company (id, cvr_number, name, company_form_code, sector, industry_code, industry_system, employees,
       employees_as_of, size_class, size_basis, street, postal_code, city, municipality_code, district, phone, email,
       founded_on, first_seen_on, last_contact_on)
     SELECT md5(n::text)::uuid, '9' || lpad(n::text, 7, '0'), first || ' ' || trade || ' ' || n || ' ApS',
       CASE sector WHEN 'public' THEN 250 WHEN 'third' THEN 110 ELSE 80 END, sector, industry, 'DB25', employees,
       CASE WHEN employees IS NOT NULL THEN DATE '2026-06-30' END,
       CASE WHEN employees IS NULL THEN 'unknown' WHEN employees < 50 THEN 'small' WHEN employees < 250 THEN 'medium'
         ELSE 'large' END,
       CASE WHEN employees IS NOT NULL THEN 'exact' END,
       'Prøvevej ' || n % 200 + 1, left(town, 4), substr(town, 6), municipality, town,
       '+45' || 70000000 + n, 'post@firma' || n || '.invalid',
       DATE '1975-01-01' + n % 18000, DATE '2026-01-01',
       CASE WHEN contacted < 0.4 THEN CURRENT_DATE - (contacted * 3750)::int END
     FROM (SELECT n, CASE WHEN random() < 0.95 THEN least(5000, floor(power(1 - random(), -1.3)))::int END AS employees,
         (ARRAY['public', 'third', 'third'])[ceil(random() * 30)::int] AS other_sector,
         ($2::text[])[ceil(random() * cardinality($2))::int] AS town,
         ($3::text[])[ceil(random() * cardinality($3))::int] AS municipality,
         ($4::text[])[ceil(random() * cardinality($4))::int] AS industry,
         ($5::text[])[ceil(random() * cardinality($5))::int] AS first,
         ($6::text[])[ceil(random() * cardinality($6))::int] AS trade,
         random() AS contacted
       FROM generate_series(1, $1::int) AS n) AS invented,
       LATERAL (SELECT coalesce(other_sector, 'private') AS sector) AS chosen`,
    [count, TOWNS, MUNICIPALITIES, INDUSTRIES, FIRST, TRADES],
  );
  await client.query('VACUUM ANALYZE company');
}
