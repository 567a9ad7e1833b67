locals {
  bucket   = "${var.env}-storage"
  function = "${var.env}-postgres-update"
  jar      = "${var.artifacts_dir}/postgres-update/target/postgres-update.jar"

  # What the functions need to know of the database and of the cache.
  database = {
    address = data.aws_db_instance.this.address
    port    = data.aws_db_instance.this.port
    name    = data.aws_db_instance.this.db_name
  }

  cache = {
    address = data.aws_elasticache_replication_group.this.primary_endpoint_address
    port    = data.aws_elasticache_replication_group.this.port
    tls     = true
  }

  ec2_arn    = "arn:aws:ec2:${var.region}:${data.aws_caller_identity.current.account_id}"
  lambda_arn = "arn:aws:lambda:${var.region}:${data.aws_caller_identity.current.account_id}"

  tags = {
    Project     = "nv-demo"
    Environment = var.env
    Stack       = "s3-storage"
    ManagedBy   = "terraform"
  }
}
