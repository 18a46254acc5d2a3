# The role that rootcheck works by, in the account of the AWS provider.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "member_role" {
  description = "ROOTCHECK_MEMBER_ROLE: the role in the other accounts."
  type        = string
  default     = "rootcheck-audit"
}

variable "external_id" {
  description = "ROOTCHECK_EXTERNAL_ID, where that is set."
  type        = string
  default     = ""
}

variable "role_name" {
  type    = string
  default = "rootcheck"
}

variable "role_path" {
  type    = string
  default = "/"
}

variable "permissions_boundary_arn" {
  description = "A policy that the role's rights must stay within."
  type        = string
  default     = ""
}

variable "add_ons" {
  description = "What it may do beside the core: names of files in deploy/home, such as alerts."
  type        = set(string)
  default     = []
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  folder    = "${path.module}/../../home"
  partition = "arn:${data.aws_partition.current.partition}:"
  trust = jsondecode(replace(replace(
    file("${local.folder}/trust.json"),
    "arn:aws:", local.partition),
    "111122223333", data.aws_caller_identity.current.account_id
  ))
  asking_for_external_id = {
    for id in compact([var.external_id]) : "Condition" => { StringEquals = { "sts:ExternalId" = id } }
  }
}

resource "aws_iam_role" "rootcheck" {
  name                 = var.role_name
  path                 = var.role_path
  permissions_boundary = var.permissions_boundary_arn == "" ? null : var.permissions_boundary_arn
  assume_role_policy = jsonencode({
    Version   = local.trust.Version
    Statement = [for each in local.trust.Statement : merge(each, local.asking_for_external_id)]
  })
}

resource "aws_iam_role_policy" "rootcheck" {
  for_each = setunion(["core"], var.add_ons)

  name = "rootcheck-${each.key}"
  role = aws_iam_role.rootcheck.id
  policy = replace(replace(
    file("${local.folder}/${each.key}.json"),
    "arn:aws:", local.partition),
    "role/rootcheck-audit", "role/${var.member_role}"
  )
}

output "role_arn" {
  description = "What ROOTCHECK_HOME_ROLE must be."
  value       = aws_iam_role.rootcheck.arn
}
