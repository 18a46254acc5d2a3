import { relative, sep } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The folders whose tests start whole processes, browsers and organizations; the longest first. */
const LONG: readonly string[] = ["replicas", "processes", "flows", "playground"];

/** Begins with what takes longest, so that the end does not wait for one file that was begun last. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = await super.sort(files);
    return bySize.toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ moduleId, project }: TestSpecification): number {
  const [, folder = ""] = relative(project.config.root, moduleId).split(sep);
  const rank = LONG.indexOf(folder);
  return rank === -1 ? LONG.length : rank;
}
