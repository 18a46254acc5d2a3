import axe from "axe-core";
import type { Page } from "playwright-core";
import { z } from "zod";

const DESK = { width: 1440, height: 900 };

/** The size of a telephone. */
export const POCKET = { width: 360, height: 740 };

/** Details of what is right would be thrown away. */
const RUN = 'axe.run({ resultTypes: ["violations"] })';

const SCHEMES = ["light", "dark"] as const;

const report = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      impact: z.string().nullish(),
      nodes: z.array(z.object({ html: z.string() })),
    }),
  ),
});

/** What axe finds serious or critical in the page as it stands, on a desk and in a pocket, light and dark; in words. */
export async function seriousFindings(page: Page, sizes = [DESK, POCKET]): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found: string[] = [];
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      const { violations } = report.parse(await page.evaluate(RUN));
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      const where = `${size.width} wide, ${colorScheme}`;
      found.push(...serious.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${where}: ${id}: ${html}`)));
    }
  }
  await page.setViewportSize(DESK);
  await page.emulateMedia({ colorScheme: "light" });
  return found;
}
