# With credentials of the management account: its own role, the role in every member account, and, if wanted, the
# service control policies.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "home_account_id" {
  description = "The account that rootcheck runs in. Its role has to be there already."
  type        = string
}

variable "home_role" {
  description = "The name of its role there, with the path before it."
  type        = string
  default     = "rootcheck"
}

variable "external_id" {
  description = "ROOTCHECK_EXTERNAL_ID, where that is set."
  type        = string
  default     = ""
}

variable "role_name" {
  type    = string
  default = "rootcheck-audit"
}

variable "role_path" {
  type    = string
  default = "/"
}

variable "permissions_boundary_arn" {
  description = "A policy that the rights of the roles must stay within, in every account by the same ARN."
  type        = string
  default     = ""
}

variable "add_ons" {
  description = "What the role in the management account may do beside the core: names of files in deploy/management."
  type        = set(string)
  default     = []
}

variable "member_add_ons" {
  description = "What the role in member accounts may do beside the core: names of files in deploy/member."
  type        = set(string)
  default     = []
}

variable "organizational_unit_ids" {
  description = "Where member accounts get the role; the organization's root for all of them."
  type        = set(string)
}

variable "only_rootcheck_assumes_root" {
  description = "Targets (root, units, accounts) in which nobody but rootcheck may open root sessions."
  type        = set(string)
  default     = []
}

variable "deny_root_users" {
  description = "Targets (root, units, accounts) whose root users may do nothing outside root sessions."
  type        = set(string)
  default     = []
}

locals {
  deploy = "${path.module}/../.."
  role_parameters = {
    HomeAccountId          = var.home_account_id
    HomeRole               = var.home_role
    ExternalId             = var.external_id
    RoleName               = var.role_name
    RolePath               = var.role_path
    PermissionsBoundaryArn = var.permissions_boundary_arn
  }
  # access-keys is asked for by AccessKeys.
  wanted        = { for part in var.add_ons : join("", [for word in split("-", part) : title(word)]) => "yes" }
  member_wanted = { for part in var.member_add_ons : join("", [for word in split("-", part) : title(word)]) => "yes" }
}

resource "aws_cloudformation_stack" "management" {
  name          = "rootcheck-audit"
  template_body = file("${local.deploy}/management/role.yaml")
  parameters    = merge(local.role_parameters, local.wanted)
  capabilities  = ["CAPABILITY_NAMED_IAM"]
}

resource "aws_cloudformation_stack_set" "members" {
  name             = "rootcheck-audit"
  permission_model = "SERVICE_MANAGED"
  template_body    = file("${local.deploy}/member/role.yaml")
  parameters       = merge(local.role_parameters, local.member_wanted)
  capabilities     = ["CAPABILITY_NAMED_IAM"]

  auto_deployment {
    enabled                          = true
    retain_stacks_on_account_removal = false
  }

  # One account that refuses keeps none of the others waiting.
  operation_preferences {
    max_concurrent_percentage    = 100
    failure_tolerance_percentage = 100
  }

  lifecycle {
    ignore_changes = [administration_role_arn]
  }
}

resource "aws_cloudformation_stack_set_instance" "members" {
  stack_set_name = aws_cloudformation_stack_set.members.name

  deployment_targets {
    organizational_unit_ids = var.organizational_unit_ids
  }

  operation_preferences {
    max_concurrent_percentage    = 100
    failure_tolerance_percentage = 100
  }
}

resource "aws_organizations_policy" "root_sessions" {
  count = length(var.only_rootcheck_assumes_root) > 0 ? 1 : 0

  name = "rootcheck-root-sessions"
  type = "SERVICE_CONTROL_POLICY"
  content = replace(replace(
    file("${local.deploy}/organization/root-sessions.json"),
    "111122223333", var.home_account_id),
    "role/rootcheck", "role/${var.home_role}"
  )
}

resource "aws_organizations_policy_attachment" "root_sessions" {
  for_each = var.only_rootcheck_assumes_root

  policy_id = aws_organizations_policy.root_sessions[0].id
  target_id = each.key
}

resource "aws_organizations_policy" "deny_root_users" {
  count = length(var.deny_root_users) > 0 ? 1 : 0

  name    = "deny-root-users"
  type    = "SERVICE_CONTROL_POLICY"
  content = file("${local.deploy}/organization/deny-root-users.json")
}

resource "aws_organizations_policy_attachment" "deny_root_users" {
  for_each = var.deny_root_users

  policy_id = aws_organizations_policy.deny_root_users[0].id
  target_id = each.key
}
