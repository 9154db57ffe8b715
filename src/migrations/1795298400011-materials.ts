import { ForwardOnly } from './forward-only.js';

/** The material library, and what was given to whom. */
export class Materials1795298400011 extends ForwardOnly {
  protected readonly statements = [
    `CREATE TABLE material (
      id uuid PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
      theme text NOT NULL CHECK (theme IN ('prevention', 'network', 'schemes')),
      language text NOT NULL CHECK (language IN ('da', 'en')),
      url text CHECK (url ~* '^https?://' AND length(url) <= 1000),
      body text CHECK (length(body) BETWEEN 1 AND 4000),
      valid_from date NOT NULL,
      retired_on date,
      created_by uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT material_content_check CHECK (num_nonnulls(url, body) > 0),
      CONSTRAINT material_period_check CHECK (retired_on > valid_from)
    )`,
    'CREATE INDEX material_title_idx ON material (title COLLATE "da-x-icu", id)',
    'CREATE INDEX material_creator_idx ON material (created_by)',
    `CREATE TABLE material_delivery (
      id uuid PRIMARY KEY,
      material_id uuid NOT NULL REFERENCES material (id),
      company_id uuid NOT NULL REFERENCES company (id),
      contact_id uuid REFERENCES contact (id),
      channel text NOT NULL CHECK (channel IN ('handed_over', 'post', 'email', 'meeting')),
      on_date date NOT NULL,
      by_id uuid NOT NULL REFERENCES app_user (id),
      note text CHECK (length(note) BETWEEN 1 AND 500),
      created_by uuid NOT NULL REFERENCES app_user (id),
      created_at timestamptz NOT NULL DEFAULT now()
    )`,
    'CREATE INDEX material_delivery_material_idx ON material_delivery (material_id, on_date DESC)',
    'CREATE INDEX material_delivery_company_idx ON material_delivery (company_id, on_date DESC)',
    'CREATE INDEX material_delivery_contact_idx ON material_delivery (contact_id) WHERE contact_id IS NOT NULL',
    'CREATE INDEX material_delivery_by_idx ON material_delivery (by_id)',
    'CREATE INDEX material_delivery_creator_idx ON material_delivery (created_by)',
  ];
}
