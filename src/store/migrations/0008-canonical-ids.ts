import type { Migration } from "./migration.ts";

/** Which S3 canonical user id is whose, and who was met in which bucket. */
export const canonicalIds: Migration = {
  id: "0008-canonical-ids",
  sql: `
    create table canonical_ids (
      account_id text primary key,
      canonical_id text not null,
      method text not null,
      trust text not null,
      learnt_at timestamptz(3) not null
    );
    create index canonical_ids_canonical_id on canonical_ids (canonical_id);

    create table s3_buckets (
      name text primary key,
      account_id text not null,
      region text,
      seen_at timestamptz(3) not null
    );

    create table canonical_sightings (
      party text not null,
      bucket text not null references s3_buckets (name) on delete cascade,
      role text not null,
      times int not null,
      seen_at timestamptz(3) not null,
      primary key (party, bucket, role)
    );
    create index canonical_sightings_bucket on canonical_sightings (bucket);
  `,
};
