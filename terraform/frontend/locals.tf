locals {
  hostname = "${var.env}.${var.domain}"

  api            = "${var.env}-api"
  api_jar        = "${var.artifacts_dir}/api/target/api.jar"
  authorizer     = "${var.env}-authorizer"
  authorizer_jar = "${var.artifacts_dir}/authorizer/target/authorizer.jar"

  # Named and not looked up: Terraform waits a minute for a bucket's lifecycle rules, and this stack need not.
  storage_bucket = "${var.env}-storage"

  # Everything behind the authorizer. What matches none of these goes to $default, where the function answers a method
  # that a path does not have with 405 and a JSON error, instead of API Gateway's bare 404.
  authorized_routes = toset([
    "GET /",
    "GET /api/list",
    "PUT /api/upload/{name}",
    "GET /api/upload_presigned/{name}",
    "GET /api/download_presigned/{name}",
    "GET /{key+}",
    "$default",
  ])

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
    Stack       = "frontend"
    ManagedBy   = "terraform"
  }
}
