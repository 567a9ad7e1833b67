locals {
  bucket   = "${var.env}-storage"
  function = "${var.env}-postgres-update"
  jar      = "${var.artifacts_dir}/postgres-update/target/postgres-update.jar"

  ec2_arn    = "arn:aws:ec2:${var.region}:${data.aws_caller_identity.current.account_id}"
  lambda_arn = "arn:aws:lambda:${var.region}:${data.aws_caller_identity.current.account_id}"

  tags = {
    Project     = "nv-demo"
    Environment = var.env
    Stack       = "s3-storage"
    ManagedBy   = "terraform"
  }
}
