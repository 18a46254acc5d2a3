import type { OrganizationalUnit } from "../domain/account.ts";
import type { Queryable } from "./database.ts";

/** Replaces the organizational units by those that AWS listed at `seenAt`. */
export async function saveUnits(
  db: Queryable,
  units: readonly OrganizationalUnit[],
  seenAt: Date,
): Promise<void> {
  await db.query(
    `insert into organizational_units (id, name, id_path, path, seen_at)
     select id, name, array(select jsonb_array_elements_text("idPath")),
            array(select jsonb_array_elements_text(path)), $2
       from jsonb_to_recordset($1::jsonb) as given(id text, name text, "idPath" jsonb, path jsonb)
     on conflict (id) do update set
       name = excluded.name, id_path = excluded.id_path, path = excluded.path, seen_at = excluded.seen_at`,
    [JSON.stringify(units), seenAt],
  );
  await db.query("delete from organizational_units where seen_at < $1", [seenAt]);
}

/** Every organizational unit, outer ones before those inside them. */
export async function listUnits(db: Queryable): Promise<readonly OrganizationalUnit[]> {
  return db.query<OrganizationalUnit>(
    'select id, name, id_path as "idPath", path from organizational_units order by path, id',
  );
}
