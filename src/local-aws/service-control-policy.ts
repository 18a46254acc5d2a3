/** The ARN by which Organizations and denials name a policy. */
export function policyArn(
  { partition, managementAccount, id }: { partition: string; managementAccount: string; id: string },
  policy: { readonly id: string },
): string {
  return `arn:${partition}:organizations::${managementAccount}:policy/${id}/service_control_policy/${policy.id}`;
}
