locals {
  function = "${var.env}-postgres-init"
  jar      = "${var.artifacts_dir}/postgres-init/target/postgres-init.jar"

  # What functions need to know of the database.
  database = {
    address = aws_db_instance.this.address
    port    = aws_db_instance.this.port
    name    = aws_db_instance.this.db_name
  }

  ec2_arn    = "arn:aws:ec2:${var.region}:${data.aws_caller_identity.current.account_id}"
  lambda_arn = "arn:aws:lambda:${var.region}:${data.aws_caller_identity.current.account_id}"

  tags = {
    Project     = "nv-demo"
    Environment = var.env
    Stack       = "postgres"
    ManagedBy   = "terraform"
  }
}
