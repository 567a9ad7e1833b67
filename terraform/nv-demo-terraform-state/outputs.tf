output "bucket" {
  description = "Name of the bucket that holds the state of all other stacks."
  value       = aws_s3_bucket.state.bucket
}

output "bucket_arn" {
  description = "ARN of the bucket that holds the state of all other stacks."
  value       = aws_s3_bucket.state.arn
}
