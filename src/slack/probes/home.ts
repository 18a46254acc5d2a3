import { z } from "zod";
import type { Home } from "../people.ts";

const shape = z.object({ team_id: z.string().optional(), enterprise_id: z.string().optional() });

/** Where the app is installed, by what Slack answers about its token. */
export function homeIn(body: unknown): Home {
  const { team_id, enterprise_id } = shape.parse(body);
  return { ...(team_id && { teamId: team_id }), ...(enterprise_id && { enterpriseId: enterprise_id }) };
}
