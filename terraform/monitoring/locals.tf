locals {
  hostname      = "${var.env}.${var.domain}"
  canary        = "${var.env}-canary"
  canary_code   = "${var.artifacts_dir}/canary/target/canary.zip"
  canary_bucket = "${var.env}-canary-artifacts"

  # In seconds. What is left after the deadline is for cleaning up and for leaving the reports.
  canary_timeout  = 120
  canary_deadline = local.canary_timeout - 25

  # The canary's files carry this before their names; the service's clients choose other names.
  canary_object_prefix = "canary-"

  # What is watched is named and not looked up, so that this stack waits for none of theirs; that everything which an
  # alarm watches is there is said in features/monitoring.feature.
  storage_bucket    = "${var.env}-storage"
  dead_letter_queue = "${var.env}-postgres-update-dead-letter"

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
