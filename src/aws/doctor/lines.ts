import type { Diagnosis } from "../../domain/diagnosis.ts";
import { accountLines } from "./account-lines.ts";
import { addOnLines } from "./add-on-lines.ts";
import { waitsFor } from "./judgement.ts";
import { organizationLines } from "./organization-lines.ts";
import { CREDENTIALS, HOME_ROLE, ownLines } from "./own-lines.ts";
import type { Seen } from "./seen.ts";

/** What the doctor says of what was seen: every line, always, and in this order. */
export function lines(seen: Seen): readonly Diagnosis[] {
  const { inside } = seen;
  const waiting = waitsFor(seen.homeRole && !seen.homeRole.ok ? HOME_ROLE : CREDENTIALS);
  return [
    ...ownLines.map(({ judge, ...line }) => ({ ...line, ...judge(seen) })),
    ...[...organizationLines, ...accountLines, ...addOnLines].map(({ judge, ...line }) => ({
      ...line,
      ...(inside ? judge(inside) : waiting),
    })),
  ];
}
