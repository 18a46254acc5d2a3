import type { AwsSettings } from "./aws.ts";
import { type Running, startProcess } from "./processes.ts";

/** How late AWS answers. */
export const LATENCY_MILLISECONDS = 30;

/** A local AWS in a process of its own, which begins by saying its {@link AwsAddress}. */
export function startAws(settings: AwsSettings): Running {
  return startProcess("test/bench/aws.ts", { parameters: [JSON.stringify(settings)] });
}
