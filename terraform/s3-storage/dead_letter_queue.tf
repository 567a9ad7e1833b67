# Two kinds of message arrive here: whole events that Lambda gave up on, and single bad records that the function put
# aside so that the rest of their event could be applied.
resource "aws_sqs_queue" "dead_letter" {
  name                      = "${local.function}-dead-letter"
  message_retention_seconds = var.dead_letter_retention_days * 24 * 60 * 60
  sqs_managed_sse_enabled   = true
}
