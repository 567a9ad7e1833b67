locals {
  hostname      = "${var.env}.${var.domain}"
  canary        = "${var.env}-canary"
  canary_jar    = "${var.artifacts_dir}/canary/target/canary.jar"
  canary_bucket = "${var.env}-canary-artifacts"

  # The canary's files carry this before their names; the service's clients choose other names.
  canary_object_prefix = "canary-"

  functions = toset([
    "${var.env}-api",
    "${var.env}-authorizer",
    "${var.env}-postgres-init",
    "${var.env}-postgres-update",
  ])

  tags = {
    Project     = "nv-demo"
    Environment = var.env
    Stack       = "monitoring"
    ManagedBy   = "terraform"
  }
}
