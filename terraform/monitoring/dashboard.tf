locals {
  api_id = one(data.aws_apigatewayv2_apis.this.ids)

  # Two graphs a row of 24 columns, in the order in which a request passes through the service.
  graphs = [
    {
      title = "Requests"
      stat  = "Sum"
      metrics = [
        ["AWS/ApiGateway", "Count", "ApiId", local.api_id],
        ["AWS/ApiGateway", "4xx", "ApiId", local.api_id],
        ["AWS/ApiGateway", "5xx", "ApiId", local.api_id],
      ]
    },
    {
      title = "Latency, 95th percentile"
      stat  = "p95"
      metrics = [
        ["AWS/ApiGateway", "Latency", "ApiId", local.api_id],
        ["AWS/ApiGateway", "IntegrationLatency", "ApiId", local.api_id],
      ]
    },
    {
      title   = "Function errors"
      stat    = "Sum"
      metrics = [for name in sort(local.functions) : ["AWS/Lambda", "Errors", "FunctionName", name]]
    },
    {
      title   = "Function duration, 95th percentile"
      stat    = "p95"
      metrics = [for name in sort(local.functions) : ["AWS/Lambda", "Duration", "FunctionName", name]]
    },
    {
      title = "Dead letters"
      stat  = "Maximum"
      metrics = [
        ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", local.dead_letter_queue],
      ]
    },
    {
      title = "Canary, successful runs"
      stat  = "Minimum"
      metrics = [
        ["CloudWatchSynthetics", "SuccessPercent", "CanaryName", aws_synthetics_canary.this.name],
      ]
    },
    {
      title = "Database"
      stat  = "Average"
      metrics = [
        ["AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", "${var.env}-db"],
        ["AWS/RDS", "DatabaseConnections", "DBInstanceIdentifier", "${var.env}-db"],
      ]
    },
    {
      title = "Cache"
      stat  = "Sum"
      metrics = [
        ["AWS/ElastiCache", "CacheHits", "CacheClusterId", "${var.env}-cache-001"],
        ["AWS/ElastiCache", "CacheMisses", "CacheClusterId", "${var.env}-cache-001"],
      ]
    },
  ]

  alarm_arns = concat(
    [
      aws_cloudwatch_metric_alarm.canary_failed.arn,
      aws_cloudwatch_metric_alarm.dead_letters.arn,
      aws_cloudwatch_metric_alarm.api_5xx.arn,
    ],
    [for alarm in aws_cloudwatch_metric_alarm.function_errors : alarm.arn],
  )
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.env

  dashboard_body = jsonencode({
    widgets = concat(
      [
        {
          type       = "alarm"
          x          = 0
          y          = 0
          width      = 24
          height     = 3
          properties = { title = "Alarms", alarms = local.alarm_arns }
        },
      ],
      [
        for index, graph in local.graphs : {
          type   = "metric"
          x      = index % 2 * 12
          y      = 3 + floor(index / 2) * 6
          width  = 12
          height = 6
          properties = {
            title   = graph.title
            region  = var.region
            view    = "timeSeries"
            stat    = graph.stat
            period  = 300
            metrics = graph.metrics
          }
        }
      ],
    )
  })
}
