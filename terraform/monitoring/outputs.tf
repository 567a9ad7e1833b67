output "canary" {
  description = "Name of the canary."
  value       = aws_synthetics_canary.this.name
}

output "artifact_bucket" {
  description = "Name of the bucket with the canary's code and runs."
  value       = aws_s3_bucket.artifacts.bucket
}

output "alarm_topic_arn" {
  description = "ARN of the topic that the alarms are published to."
  value       = aws_sns_topic.alarms.arn
}

output "dashboard" {
  description = "Name of the dashboard."
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}
