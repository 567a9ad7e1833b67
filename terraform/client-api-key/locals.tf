locals {
  readers = [
    "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/${var.env}-api",
    data.aws_iam_session_context.current.issuer_arn,
  ]

  tags = {
    Project     = "nv-demo"
    Environment = var.env
    Stack       = "client-api-key"
    ManagedBy   = "terraform"
  }
}
