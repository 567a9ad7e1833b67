locals {
  function = "${var.env}-postgres-init"
  jar      = "${var.artifacts_dir}/postgres-init/target/postgres-init.jar"

  ec2_arn    = "arn:aws:ec2:${var.region}:${data.aws_caller_identity.current.account_id}"
  lambda_arn = "arn:aws:lambda:${var.region}:${data.aws_caller_identity.current.account_id}"

  tags = {
    Project     = "nv-demo"
    Environment = var.env
    Stack       = "postgres"
    ManagedBy   = "terraform"
  }
}
