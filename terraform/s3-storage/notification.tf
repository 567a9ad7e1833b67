resource "aws_lambda_permission" "storage_invokes_postgres_update" {
  statement_id   = "storage-bucket"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.postgres_update.function_name
  principal      = "s3.amazonaws.com"
  source_arn     = aws_s3_bucket.storage.arn
  source_account = data.aws_caller_identity.current.account_id
}

resource "aws_s3_bucket_notification" "storage" {
  # S3 asks Lambda whether it may invoke before it accepts the configuration.
  depends_on = [aws_lambda_permission.storage_invokes_postgres_update]

  bucket = aws_s3_bucket.storage.id

  lambda_function {
    id                  = "catalogue"
    lambda_function_arn = aws_lambda_function.postgres_update.arn

    # What lifecycle rules remove is not among ObjectRemoved ("Supported event types for SQS, SNS, and Lambda").
    events = [
      "s3:ObjectCreated:*",
      "s3:ObjectRemoved:*",
      "s3:LifecycleExpiration:*",
    ]
  }
}
