output "bucket" {
  description = "Name of the bucket of the files."
  value       = aws_s3_bucket.storage.bucket
}

output "update_function" {
  description = "Name of the function that keeps the catalogue in step with the bucket."
  value       = aws_lambda_function.postgres_update.function_name
}

output "dead_letter_queue_url" {
  description = "URL of the queue with the events that could not be applied."
  value       = aws_sqs_queue.dead_letter.url
}
