import type { Diagnosis, Probe } from "../../domain/diagnosis.ts";
import type { DoctorRequest } from "./seen.ts";

/** The app's side of the AWS thread, as far as the doctor goes. */
export interface AwsDoctor {
  /** Looks at what rootcheck needs of AWS, within 10 s. Rejects where the thread itself fails, and with the signal's reason. */
  diagnose(request: DoctorRequest, signal: AbortSignal): Promise<readonly Diagnosis[]>;
}

export interface AwsProbesDependencies {
  readonly reader: AwsDoctor;
  /** Answers what sessions are named after, before the first is opened; where it rejects, AWS is not asked. */
  readonly purpose: () => Promise<string>;
  /** How many member accounts are entered, beside the management account. */
  readonly memberSample?: number;
}

/** What is looked at of AWS. It is one look, since its parts wait for each other; each has its own line all the same. */
export function awsProbes({ reader, purpose, memberSample = 5 }: AwsProbesDependencies): readonly Probe[] {
  return [
    {
      area: "aws",
      subject: "AWS",
      look: async (signal) => reader.diagnose({ purpose: await purpose(), memberSample }, signal),
    },
  ];
}
