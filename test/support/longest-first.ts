import { relative, sep } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes long because it starts whole processes, browsers and organizations; the longest first. */
const LONG: readonly string[] = [
  "test/flows/organization-trouble",
  "test/processes/kills",
  "test/flows/organization",
  "test/replicas",
  "test/processes",
  "test/flows",
  "test/playground",
];

/** Begins with what takes longest, so that the end does not wait for one file that was begun last. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = await super.sort(files);
    return bySize.toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const path = relative(process.cwd(), moduleId).replaceAll(sep, "/");
  const rank = LONG.findIndex((beginning) => path.startsWith(beginning));
  return rank === -1 ? LONG.length : rank;
}
